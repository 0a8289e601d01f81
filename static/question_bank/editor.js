// The question editor: shows what the kind needs, adds option rows, keeps the preview up to date.
import { startPictures } from "./pictures.js";
import { startRows } from "./rows/rows.js";
import { startSpots } from "./spots/spots.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const PREVIEW_DELAY = 350;

const form = document.querySelector("[data-editor]");
if (form) {
  start(form);
}

function start(editor) {
  const parts = {
    editor,
    kind: editor.querySelector("[data-kind]"),
    choices: Array.from(editor.querySelectorAll("[data-kinds]")),
    rows: editor.querySelector("[data-rows]"),
    add: editor.querySelector("[data-add-row]"),
    box: document.querySelector("[data-preview-box]"),
    timer: 0,
    turn: 0,
  };
  parts.add.hidden = false;
  parts.add.addEventListener("click", () => addRow(parts, true));
  parts.kind.addEventListener("change", () => showKind(parts));
  parts.rows.addEventListener("keydown", (event) => stepOn(parts, event));
  parts.rows.addEventListener("change", (event) => keepOneRight(parts, event.target));
  editor.addEventListener("input", () => schedule(parts));
  editor.addEventListener("change", () => schedule(parts));
  const more = editor.querySelector("[data-add-part]");
  more.hidden = false;
  more.addEventListener("click", () => addPart(editor.querySelector("[data-parts]")));
  startPictures(editor, () => schedule(parts));
  startLines(editor);
  editor.querySelectorAll(".editor__part").forEach(startPart);
  showKind(parts);
  schedule(parts);
  const spots = startSpots(editor);
  parts.kind.addEventListener("change", () => spots.draw());
}

function showKind(parts) {
  parts.choices.forEach((each) => {
    const wanted = each.dataset.kinds.split(" ").indexOf(parts.kind.value) >= 0;
    each.hidden = !wanted;
    each.disabled = !wanted;
  });
}

/** Rows in place of lines, for every kind that has them. */
function startLines(editor) {
  const stem = editor.querySelector("[data-stem]");
  editor.querySelectorAll("[data-plain]:not([data-plain=part])").forEach((plain) => {
    const rows = startRows(plain, plain.dataset.plain, { stem });
    stem.addEventListener("input", () => rows && rows.stemChanged());
  });
}

/** The same for a question inside a material question, whose kind is chosen beside it. */
function startPart(part) {
  const kind = part.querySelector("[name=part-kind]");
  const stem = part.querySelector("[name=part-stem]");
  const plain = part.querySelector("[data-plain]");
  let rows = startRows(plain, kind.value, { stem });
  kind.addEventListener("change", () => {
    if (rows) {
      rows.remove();
    }
    rows = startRows(plain, kind.value, { stem });
  });
  stem.addEventListener("input", () => rows && rows.stemChanged());
}

/** A further question inside a material question: a copy of the last row, emptied. */
function addPart(list) {
  const row = list.lastElementChild.cloneNode(true);
  row.querySelectorAll(".rows, .rows-bar, .rows__error, [data-row-faults]").forEach((each) => each.parentNode.removeChild(each));
  row.querySelector("[data-plain]").hidden = false;
  row.querySelectorAll("textarea, input").forEach((field) => {
    field.value = "";
  });
  const legend = row.querySelector("legend");
  legend.textContent = legend.textContent.replace(/\d+/, String(list.children.length + 1));
  list.appendChild(row);
  startPart(row);
  row.querySelector("[name=part-stem]").focus();
}

function keepOneRight(parts, changed) {
  if (parts.kind.value !== "single" || changed.name !== "key" || !changed.checked) {
    return;
  }
  parts.rows.querySelectorAll("input[name=key]").forEach((other) => {
    if (other !== changed) {
      other.checked = false;
    }
  });
}

function stepOn(parts, event) {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || event.target.name !== "option") {
    return;
  }
  event.preventDefault();
  const fields = Array.from(parts.rows.querySelectorAll("input[name=option]"));
  const next = fields[fields.indexOf(event.target) + 1];
  if (next) {
    next.focus();
  } else {
    addRow(parts, true);
  }
}

function addRow(parts, focus) {
  const place = parts.rows.children.length;
  if (place >= LETTERS.length) {
    return;
  }
  const row = parts.rows.lastElementChild.cloneNode(true);
  const [tick, field] = [row.querySelector("input[name=key]"), row.querySelector("input[name=option]")];
  tick.value = String(place);
  tick.checked = false;
  field.value = "";
  row.querySelector(".editor__letter").textContent = LETTERS[place];
  tick.setAttribute("aria-label", parts.add.dataset.tickWords.replace("{letter}", LETTERS[place]));
  field.setAttribute("aria-label", parts.add.dataset.optionWords.replace("{letter}", LETTERS[place]));
  parts.rows.appendChild(row);
  if (focus) {
    field.focus();
  }
}

function schedule(parts) {
  window.clearTimeout(parts.timer);
  parts.timer = window.setTimeout(() => refresh(parts), PREVIEW_DELAY);
}

async function refresh(parts) {
  parts.turn += 1;
  const turn = parts.turn;
  const token = document.querySelector("meta[name=csrf-token]").content;
  try {
    const answer = await fetch(parts.editor.dataset.preview, {
      method: "POST",
      body: new FormData(parts.editor),
      headers: { "X-CSRFToken": token },
      credentials: "same-origin",
    });
    if (answer.ok && turn === parts.turn) {
      parts.box.innerHTML = await answer.text(); // rendered and escaped by our own server
    }
  } catch (error) {
    // Without a network the last preview stays; saving says so itself.
  }
}
