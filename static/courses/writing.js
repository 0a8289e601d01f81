/* Help while writing Markdown: marks, a live preview, pictures, and where the caret stands among the blocks. */
import { csrfToken, fetchJson } from "../js/base/fetch_json.js";
import { closeDialog } from "../js/base/dialog.js";

const PAUSE_MS = 400;
const TABLE = "| 项目 | 要求 |\n| --- | --- |\n|  |  |\n";

/** Put text where the caret stands, parted by blank lines if it is a block of its own. */
export function insertAtCaret(area, text, isBlock) {
  const start = area.selectionStart;
  const before = area.value.slice(0, start);
  const gap = isBlock && before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
  const after = area.value.slice(area.selectionEnd);
  const tail = isBlock && !after.startsWith("\n") ? "\n\n" : "";
  area.value = before + gap + text + tail + after;
  area.selectionStart = area.selectionEnd = before.length + gap.length + text.length;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Return the number of the block in which the caret stands, counted from 0. */
export function blockAtCaret(area) {
  const before = area.value.slice(0, area.selectionStart);
  const parts = before.replace(/^\s+/, "").split(/\n\s*\n/);
  const whole = parts.filter((part) => part.trim()).length;
  return /\n\s*\n\s*$/.test(before) ? whole : Math.max(0, whole - 1);
}

/** Let the buttons of the toolbar write their marks. */
export function startMarks(toolbar, area) {
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (!button) return;
    const mark = button.dataset.mark;
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    if (mark === "table") insertAtCaret(area, TABLE, true);
    else if (mark === "**") insertAtCaret(area, `**${chosen}**`, false);
    else insertAtCaret(area, mark + chosen, true);
  });
}

/** Show how members will read the text, a moment after the writer pauses; tells the places where it can be cut. */
export function startPreview(form, pane, onCuts) {
  const area = form.elements.body;
  let timer = 0;
  let asked = 0;
  const refresh = async () => {
    const mine = (asked += 1);
    try {
      const answer = await fetchJson(form.dataset.preview, { method: "POST", body: { body: area.value } });
      if (mine !== asked) return;
      pane.innerHTML = answer.html;
      onCuts(answer.cuts);
    } catch (failure) {
      // The preview can wait for the network; the text itself is kept by the autosave.
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  };
  area.addEventListener("input", later);
  form.addEventListener("lesson:filled", later);
}

/** Send a picture and write the Markdown that shows it. */
export function startPictures(form, area) {
  const told = form.querySelector("[data-picture-error]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    const answer = await sendPicture(form);
    if (answer.markdown) {
      closeDialog();
      form.reset();
      insertAtCaret(area, answer.markdown, true);
    } else {
      told.textContent = answer.sentence;
      told.hidden = false;
    }
  });
}

async function sendPicture(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new FormData(form),
    });
    const said = await response.json();
    return response.ok ? said : { sentence: said.error ? said.error.sentence : response.statusText };
  } catch (error) {
    return { sentence: document.getElementById("words").dataset.offline };
  }
}
