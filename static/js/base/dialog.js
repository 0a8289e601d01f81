/* Dialogs: opened by data-opens, closed by data-closes, Esc or a press beside the box; focus goes in and comes back. */
import { keepInside, reachable } from "./focus_trap.js";

let opened = null;
let cameFrom = null;

/** Open a dialog element (or its id) and put the focus into it. */
export function openDialog(target) {
  const dialog = typeof target === "string" ? document.getElementById(target) : target;
  if (!dialog) return;
  if (opened) closeDialog();
  cameFrom = document.activeElement;
  opened = dialog;
  dialog.classList.add("is-open");
  document.documentElement.classList.add("has-overlay");
  const wanted = dialog.querySelector("[autofocus], [data-first]");
  const stops = reachable(dialog).filter((element) => !element.hasAttribute("data-closes"));
  (wanted || stops[0] || dialog).focus();
  dialog.dispatchEvent(new CustomEvent("dialog:opened"));
}

/** Close the dialog that is open; the focus returns to what opened it. */
export function closeDialog() {
  if (!opened) return;
  const dialog = opened;
  opened = null;
  dialog.classList.remove("is-open");
  document.documentElement.classList.remove("has-overlay");
  if (cameFrom && document.contains(cameFrom)) cameFrom.focus();
  dialog.dispatchEvent(new CustomEvent("dialog:closed"));
}

/** Listen for openers and closers on the whole page. */
export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      event.preventDefault();
      openDialog(opener.dataset.opens);
    } else if (event.target.closest("[data-closes]") || event.target === opened) {
      closeDialog();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!opened) return;
    if (event.key === "Escape") closeDialog();
    else keepInside(opened, event);
  });
}
