/* Keeps a cell of the answer card true to its question, for the eye and for the ear. */
import { filled } from "./words.js";

/** Set the state of question `number` in a card made by the macro `answer_card`. */
export function markCell(card, number, { answered = false, flagged = false, current = false }) {
  const cell = card.querySelector(`[data-item="${number}"]`);
  if (!cell) return;
  const set = (name, on) => cell.classList[on ? "add" : "remove"](`answer-card__cell--${name}`);
  set("answered", answered);
  set("flagged", flagged);
  set("current", current);
  if (current) cell.setAttribute("aria-current", "true");
  else cell.removeAttribute("aria-current");
  const told = card.dataset;
  const parts = [filled(told.words, { number }), answered ? told.answered : told.unanswered];
  if (flagged) parts.push(told.flagged);
  if (current) parts.push(told.current);
  cell.setAttribute("aria-label", parts.join("，"));
}
