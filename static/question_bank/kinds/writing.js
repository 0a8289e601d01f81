// How much is written of what may be written.

export function startWriting(box) {
  const field = box.querySelector("textarea");
  const count = box.querySelector("[data-written]");
  const show = () => {
    count.textContent = String(field.value.length);
  };
  field.addEventListener("input", show);
  (box.closest("[data-question]") || document).addEventListener("answer:filled", show);
  show();
}
