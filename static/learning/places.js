/* Places in a lesson: a block and characters of its text, whatever marks stand between them. */

/** Return where a selection lies as {block, start, end, quote}, or null when it is none or runs over two blocks. */
export function placeOfSelection(lesson, selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const block = blockAround(lesson, range.startContainer);
  if (!block || block !== blockAround(lesson, range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const quote = range.toString();
  if (!quote.trim()) return null;
  return { block: Array.from(lesson.children).indexOf(block), start, end: start + quote.length, quote: quote.trim() };
}

function blockAround(lesson, node) {
  let found = node;
  while (found && found.parentNode !== lesson) found = found.parentNode;
  return found && found.nodeType === 1 ? found : null;
}

/** Put <mark data-note> around characters of a block; return the marks, in their order. */
export function markPlace(lesson, note) {
  const block = lesson.children[note.block];
  if (!block) return [];
  const marks = [];
  let passed = 0;
  for (const node of textNodes(block)) {
    const from = Math.max(note.start - passed, 0);
    const to = Math.min(note.end - passed, node.data.length);
    passed += node.data.length;
    if (from < to) marks.push(wrap(node, from, to, note.key));
  }
  return marks;
}

function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, null);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function wrap(node, from, to, key) {
  const piece = from > 0 ? node.splitText(from) : node;
  if (to - from < piece.data.length) piece.splitText(to - from);
  const mark = document.createElement("mark");
  mark.className = "note-mark";
  mark.dataset.note = key;
  piece.parentNode.insertBefore(mark, piece);
  mark.appendChild(piece);
  return mark;
}

/** Take the marks of a note away; the text stays. */
export function unmark(lesson, key) {
  for (const mark of Array.from(lesson.querySelectorAll('mark[data-note="' + key + '"]'))) {
    const parent = mark.parentNode;
    while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
    parent.removeChild(mark);
    parent.normalize();
  }
}
