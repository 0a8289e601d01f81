/* The table of contents and the explanations of terms. Both are buttons and dialogs: no mouse needed, nothing on hover. */
import { closeDialog, openDialog } from "../js/base/dialog.js";

/** Fill the contents with the headings of the lesson; hide its opener when there are fewer than two. */
export function startContents(lesson) {
  const list = document.getElementById("lesson-contents-list");
  const headings = Array.from(lesson.querySelectorAll("h2, h3"));
  const opener = document.querySelector('[data-opens="lesson-contents"]');
  if (!list || headings.length < 2) {
    if (opener) opener.hidden = true;
    return;
  }
  headings.forEach((heading, place) => {
    if (!heading.id) heading.id = "part-" + (place + 1);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "lesson-contents__link" + (heading.tagName === "H3" ? " lesson-contents__link--inner" : "");
    link.href = "#" + heading.id;
    link.textContent = heading.textContent;
    link.addEventListener("click", () => closeDialog());
    item.appendChild(link);
    list.appendChild(item);
  });
}

/** Show the meaning of a term when its button is pressed. */
export function startTerms(lesson) {
  const box = document.getElementById("lesson-term");
  if (!box) return;
  lesson.addEventListener("click", (event) => {
    const button = event.target.closest(".term");
    if (!button) return;
    const told = document.getElementById("term-" + button.dataset.term);
    document.getElementById("lesson-term-title").textContent = told.querySelector("dt").textContent;
    document.getElementById("lesson-term-meaning").textContent = told.querySelector("dd").textContent;
    openDialog(box);
  });
}
