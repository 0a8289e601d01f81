// Pictures in the editor: sent at once, then named in the stem or in the picture question.

import { csrfToken } from "../js/base/fetch_json.js";

export function startPictures(editor, changed) {
  const box = editor.querySelector("[data-insert-picture]");
  box.hidden = false;
  const alt = box.querySelector("[data-insert-alt]");
  const error = box.querySelector("[data-insert-error]");
  box.querySelector("[data-insert-file]").addEventListener("change", async (event) => {
    if (!alt.value.trim()) {
      tell(error, error.dataset.needsAlt);
      event.target.value = "";
      alt.focus();
      return;
    }
    const kept = await send(editor, event.target, error);
    if (kept) {
      const stem = editor.querySelector("[data-stem]");
      stem.value += "\n![" + alt.value.replace(/[\[\]\n]/g, " ").trim() + "](picture:" + kept.digest + ")";
      alt.value = "";
      changed();
    }
  });
  editor.querySelector("[data-spot-file]").addEventListener("change", async (event) => {
    const kept = await send(editor, event.target, error);
    if (kept) {
      ["digest", "width", "height"].forEach((name) => {
        editor.querySelector('[name="picture-' + name + '"]').value = String(kept[name]);
      });
      editor.dispatchEvent(new CustomEvent("picture:kept"));
      changed();
    }
  });
}

function tell(error, sentence) {
  error.textContent = sentence;
  error.hidden = !sentence;
}

async function send(editor, field, error) {
  tell(error, "");
  const body = new FormData();
  body.append("picture", field.files[0]);
  try {
    const answer = await fetch(editor.dataset.pictures, {
      method: "POST",
      body: body,
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
      credentials: "same-origin",
    });
    const reply = await answer.json();
    field.value = "";
    if (answer.ok) {
      return reply;
    }
    tell(error, (reply.error && reply.error.sentence) || error.dataset.broken);
  } catch (offline) {
    tell(error, error.dataset.broken);
  }
  return null;
}
