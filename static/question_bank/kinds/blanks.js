// Blanks inside the stem grow with what is written into them; empty ones are all alike, so that none tells its answer.

const LEAST = 6;
const MOST = 30;

export function startBlanks(box) {
  const fields = Array.from(box.querySelectorAll("input"));
  const fit = () => fields.forEach(widen);
  box.addEventListener("input", (event) => widen(event.target));
  box.addEventListener("keydown", (event) => stepOn(fields, event));
  (box.closest("[data-question]") || document).addEventListener("answer:filled", fit);
  fit();
}

function widen(field) {
  const width = Array.from(field.value).reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 1 : 0.6), 2);
  field.style.width = Math.max(LEAST, Math.min(MOST, width)) + "em";
}

/** Enter goes to the next blank; behind the last one it does what it does in the form. */
function stepOn(fields, event) {
  const next = fields[fields.indexOf(event.target) + 1];
  if (event.key === "Enter" && !event.isComposing && next) {
    event.preventDefault();
    next.focus();
  }
}
