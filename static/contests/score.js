/* The judge's sheet: the sum as one types, full marks by one touch, a hint at a number out of range. */

/** Return the points typed into a box, or null when they are not a number from 0 to the maximum. */
export function pointsOf(text, maximum) {
  const value = Number(String(text).trim());
  return String(text).trim() !== "" && Number.isFinite(value) && value >= 0 && value <= maximum ? value : null;
}

const sheet = document.querySelector("[data-sheet]");

function sumUp() {
  let milli = 0;
  let typed = 0;
  sheet.querySelectorAll("[data-max]").forEach((input) => {
    const points = pointsOf(input.value, Number(input.dataset.max));
    const wrong = input.value.trim() !== "" && points === null;
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (points !== null) {
      milli += Math.round(points * 1000);
      typed += 1;
    }
  });
  sheet.querySelector("[data-sum]").textContent = typed > 0 ? String(milli / 1000) : "—";
}

if (sheet) {
  sheet.addEventListener("input", sumUp);
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("[data-full]");
    if (!button) return;
    const input = document.getElementById(button.dataset.full);
    input.value = input.dataset.max;
    sumUp();
  });
}
