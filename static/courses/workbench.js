/* The workbench: autosave, preview, the choice between two texts, keys, paragraphs of the source. */
import { closeDialog, openDialog } from "../js/base/dialog.js";
import { showToast } from "../js/base/toast.js";
import { startAid } from "./aid.js";
import { Autosave } from "./autosave.js";
import { startDragging } from "./dragging.js";
import { blockAtCaret, insertAtCaret, startMarks, startPictures, startPreview } from "./writing.js";

const form = document.getElementById("lesson-form");
const area = form.elements.body;
const state = document.querySelector("[data-save-state]");
const conflict = document.getElementById("conflict");
const autosave = new Autosave(form, showState, askWhichText);

let shownSentence = "";

function showState(name, at, sentence) {
  state.className = `save-state save-state--${name}`;
  state.dataset.saveState = name;
  state.querySelector("[data-save-words]").textContent = state.dataset[name] + (at ? ` ${at}` : "");
  if (sentence && sentence !== shownSentence && name !== "offline") showToast(sentence, "amber");
  shownSentence = sentence || "";
}

function askWhichText(mine, theirs, number, sentence) {
  conflict.querySelector("[data-conflict-sentence]").textContent = sentence;
  conflict.querySelector("[data-mine]").textContent = `${mine.title}\n\n${mine.body}`;
  conflict.querySelector("[data-theirs]").textContent = `${theirs.title}\n\n${theirs.body}`;
  openDialog(conflict);
  conflict.onclick = (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) choose(button.dataset.choose, mine, theirs, number);
  };
}

function choose(which, mine, theirs, number) {
  closeDialog();
  if (which === "theirs") autosave.settle(number, theirs, true);
  else if (which === "mine") autosave.settle(number, mine, false);
  else autosave.settle(number, Object.assign({}, mine, { body: bothBodies(mine, theirs) }), false);
}

function bothBodies(mine, theirs) {
  return mine.body === theirs.body ? mine.body : `${mine.body}\n\n---\n\n${theirs.body}`;
}

conflict.addEventListener("dialog:closed", () => {
  // Closed without a choice: the text stays on this machine, and the question comes again.
  autosave.waiting = false;
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await autosave.flush();
});

/* A button that changes the order of lessons first lets the text be saved. */
document.addEventListener(
  "submit",
  async (event) => {
    const other = event.target;
    if (!("afterSave" in other.dataset) || !autosave.isDirty()) return;
    event.preventDefault();
    event.stopPropagation();
    if (await autosave.flush()) other.submit();
    else announce("held", {});
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    autosave.flush();
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const wanted = event.key.length === 1 ? event.code.replace("Key", "").toLowerCase() : event.key;
  const button = document.querySelector(`[data-shortcut="${wanted}"]`);
  if (!button) return;
  event.preventDefault();
  if (wanted === "s") chooseCut();
  button.click();
});

function chooseCut() {
  const select = document.getElementById("split-at");
  const block = String(blockAtCaret(area));
  if (select.querySelector(`option[value="${block}"]`)) select.value = block;
}

function showCuts(cuts) {
  const split = document.getElementById("split");
  const select = document.getElementById("split-at");
  const chosen = select.value;
  while (select.firstChild) select.removeChild(select.firstChild);
  cuts.forEach(([place, words]) => select.add(new Option(words, place)));
  if (select.querySelector(`option[value="${chosen}"]`)) select.value = chosen;
  split.hidden = cuts.length === 0;
}

document.querySelectorAll("[data-insert-paragraph]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const words = button.closest("[data-paragraph]").querySelector("[data-paragraph-text]").textContent;
    insertAtCaret(area, words.replace(/([\\`*_[\]<>#|])/g, "\\$1"), true);
  });
});

document.querySelectorAll("[data-insert-picture]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => insertAtCaret(area, button.dataset.insertPicture, true));
});

document.querySelectorAll("[data-comment-at]").forEach((link) => {
  link.addEventListener("click", (event) => {
    const select = document.getElementById("comment-anchor");
    event.preventDefault();
    if (select) select.value = link.dataset.commentAt;
    document.getElementById("comment").focus();
  });
});

window.addEventListener("beforeunload", (event) => {
  if (autosave.isDirty() && !autosave.outbox.read()) event.preventDefault();
});

const live = document.querySelector("[data-drag-live]");

/* Say what is being moved, and once the page is back, what was moved. */
function announce(name, values) {
  live.textContent = live.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
}

function drop(item, values) {
  const mover = document.querySelector("[data-drag-form]");
  mover.action = item.dataset.move;
  ["at", "lesson", "article", "anchor"].forEach((name) => {
    mover.elements[name].value = values[name] === undefined ? "" : values[name];
  });
  mover.querySelector("button").click();
}

startDragging(announce, drop);
const told = document.querySelector("[data-toasts] [role=status]");
if (told) setTimeout(() => (live.textContent = told.textContent.trim()), 300);

startAid(document.querySelector("[data-aid]"));
startMarks(document.querySelector("[data-marks]"), area);
startPreview(form, document.querySelector("[data-preview-pane]"), showCuts);
startPictures(document.querySelector("[data-picture-form]"), area);
autosave.start();
