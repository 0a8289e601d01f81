/* Short notices over the page. What is wrong stays until it is closed; the rest goes by itself. */
import { words } from "./words.js";

const BRIEF_MS = 6000;
const TONES = ["neutral", "green", "amber", "red"];

/** Show a sentence; tone is neutral, green, amber or red. */
export function showToast(sentence, tone = "neutral") {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const known = TONES.includes(tone) ? tone : "neutral";
  const toast = document.createElement("div");
  toast.className = `toast toast--${known}`;
  toast.setAttribute("role", known === "red" || known === "amber" ? "alert" : "status");
  toast.append(sentenceOf(sentence), closeButton());
  region.appendChild(toast);
  if (known === "green" || known === "neutral") vanishLater(toast);
}

/** Let the notices that came with the page be closed, and the brief ones go. */
export function startToasts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toast-close]");
    if (button) button.closest(".toast").remove();
  });
  document.querySelectorAll("[data-toast-brief]").forEach(vanishLater);
}

function vanishLater(toast) {
  let timer = setTimeout(() => toast.remove(), BRIEF_MS);
  const stay = () => clearTimeout(timer);
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), BRIEF_MS);
  };
  toast.addEventListener("mouseenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("mouseleave", leave);
  toast.addEventListener("focusout", leave);
}

function sentenceOf(sentence) {
  const paragraph = document.createElement("p");
  paragraph.className = "toast__words";
  paragraph.textContent = sentence;
  return paragraph;
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet toast__close";
  button.dataset.toastClose = "";
  button.textContent = words("close");
  return button;
}
