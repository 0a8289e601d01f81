/* What every page does once it stands: notices, dialogs, drawers, questions, clocks. */
import { startConfirm } from "./confirm.js";
import { startCountdowns } from "./countdown.js";
import { startDialogs } from "./dialog.js";
import { showCurrent, startMenu } from "./menu.js";
import { startSubmitOnce } from "./submit_once.js";
import { labelTables } from "./tables.js";
import { startToasts } from "./toast.js";

startToasts();
startDialogs();
startMenu();
showCurrent();
startConfirm();
startSubmitOnce();
startCountdowns();
labelTables();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-back]")) window.history.back();
});
