/* The place in a lesson: the number of the block on top of the screen, whatever the width or the letter size. */

/** Return the height of what covers the top of the page. */
function coveredTop() {
  const top = document.querySelector(".focus__top");
  return top ? top.getBoundingClientRect().height : 0;
}

/** Return the number of the first block that is not wholly above the screen. */
export function blockOnTop(lesson) {
  const covered = coveredTop();
  const blocks = Array.from(lesson.children);
  const found = blocks.findIndex((block) => block.getBoundingClientRect().bottom > covered + 4);
  return found < 0 ? Math.max(0, blocks.length - 1) : found;
}

/** Go to the block where the reader stopped last, on this or another device. */
export function keepPlace(lesson) {
  const block = lesson.children[Number(lesson.dataset.position)];
  if (!block || Number(lesson.dataset.position) === 0 || window.location.hash || window.scrollY > 0) return;
  if ("scrollRestoration" in window.history) window.history.scrollRestoration = "manual";
  window.scrollTo(0, block.getBoundingClientRect().top + window.scrollY - coveredTop() - 12);
}
