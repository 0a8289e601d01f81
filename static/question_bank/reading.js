// Follows the reading of a long file, and opens the page of its questions when it is done.
import { filled } from "../js/base/words.js";

const EVERY_MS = 1500;
const box = document.querySelector("[data-reading]");

async function ask() {
  const response = await fetch(box.dataset.url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const answer = await response.json();
  if (!answer.reading) {
    window.location.reload();
    return;
  }
  const said = box.querySelector("[data-reading-said]");
  box.querySelector("progress").value = answer.percent;
  said.textContent = filled(said.dataset.words, { percent: answer.percent });
}

async function turn() {
  try {
    await ask();
  } catch (error) {
    // The next turn asks again: a weak line must not end the waiting.
  }
  window.setTimeout(turn, EVERY_MS);
}

if (box) window.setTimeout(turn, EVERY_MS);
