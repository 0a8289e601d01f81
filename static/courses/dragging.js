/* Dragging lessons, paragraphs and questions by mouse or finger; buttons and keys do the same. */
const FAR_ENOUGH = 6;
const EDGE = 48;
const STEP = 14;

/** Let everything with a grip be dragged; `announce(name, values)` says what happens, `drop(item, target)` carries it out. */
export function startDragging(announce, drop) {
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button > 0 || !event.isPrimary) return;
    event.preventDefault();
    new Drag(grip, event, announce, drop);
  });
}

class Drag {
  constructor(grip, event, announce, drop) {
    this.item = grip.closest("[data-drags]");
    this.grip = grip;
    this.announce = announce;
    this.drop = drop;
    this.start = { x: event.clientX, y: event.clientY };
    this.target = null;
    this.isDragged = false;
    this.handlers = {
      pointermove: (moved) => this.move(moved),
      pointerup: () => this.end(true),
      pointercancel: () => this.end(false),
      keydown: (pressed) => pressed.key === "Escape" && this.end(false),
    };
    grip.setPointerCapture(event.pointerId);
    Object.keys(this.handlers).forEach((name) => document.addEventListener(name, this.handlers[name]));
  }

  isLesson() {
    return this.item.dataset.drags === "lesson";
  }

  move(event) {
    this.at = { x: event.clientX, y: event.clientY };
    if (!this.isDragged) {
      if (Math.hypot(this.at.x - this.start.x, this.at.y - this.start.y) < FAR_ENOUGH) return;
      this.begin();
    }
    this.ghost.style.transform = `translate(${this.at.x + 12}px, ${this.at.y + 12}px)`;
    this.look();
  }

  begin() {
    this.isDragged = true;
    this.ghost = document.createElement("div");
    this.ghost.className = "bench-ghost";
    this.ghost.setAttribute("aria-hidden", "true");
    this.ghost.textContent = this.item.dataset.name;
    document.body.appendChild(this.ghost);
    document.body.classList.add("is-dragging");
    this.item.classList.add("is-dragged");
    this.tray = this.isLesson() ? null : document.querySelector("[data-tray]");
    if (this.tray) this.tray.hidden = false;
    this.announce("picked", { name: this.item.dataset.name });
    this.scrolling = setInterval(() => this.scroll(), 30);
  }

  /* The lesson under the pointer; while lessons are dragged, before or behind it. */
  look() {
    const under = document.elementFromPoint(this.at.x, this.at.y);
    const row = under && under.closest("[data-lesson-row]");
    const target = row && row !== this.item ? this.targetAt(row) : null;
    if (target && this.target && target.row === this.target.row && target.isBehind === this.target.isBehind) return;
    this.unmark();
    this.target = target;
    if (!target) return;
    row.classList.add(this.isLesson() ? (target.isBehind ? "is-drop-behind" : "is-drop-before") : "is-drop");
    const number = this.isLesson() ? placeOf(this.item, target) : Number(row.dataset.ordinal);
    this.announce(this.isLesson() ? "place" : "over", { number, title: row.dataset.name });
  }

  targetAt(row) {
    if (this.isLesson() && !row.closest("[data-lessons]")) return null;
    if (!this.isLesson() && row.classList.contains("is-current")) return null;
    const box = row.getBoundingClientRect();
    return { row, isBehind: this.at.y > box.top + box.height / 2 };
  }

  scroll() {
    const frame = this.tray && this.tray.contains(document.elementFromPoint(this.at.x, this.at.y)) ? this.tray : null;
    const box = frame ? frame.getBoundingClientRect() : { top: 0, bottom: window.innerHeight };
    const step = this.at.y < box.top + EDGE ? -STEP : this.at.y > box.bottom - EDGE ? STEP : 0;
    if (!step) return;
    if (frame) frame.scrollTop += step;
    else window.scrollBy(0, step);
    this.look();
  }

  unmark() {
    document.querySelectorAll(".is-drop, .is-drop-before, .is-drop-behind").forEach((row) => {
      row.classList.remove("is-drop", "is-drop-before", "is-drop-behind");
    });
  }

  end(isDropped) {
    Object.keys(this.handlers).forEach((name) => document.removeEventListener(name, this.handlers[name]));
    if (!this.isDragged) return;
    clearInterval(this.scrolling);
    this.unmark();
    this.ghost.remove();
    if (this.tray) this.tray.hidden = true;
    document.body.classList.remove("is-dragging");
    this.item.classList.remove("is-dragged");
    if (isDropped && this.target && !this.staysInPlace()) this.drop(this.item, this.valuesOf(this.target));
    else this.announce("cancelled", {});
  }

  staysInPlace() {
    return this.isLesson() && placeOf(this.item, this.target) === Number(this.item.dataset.ordinal);
  }

  valuesOf(target) {
    if (this.isLesson()) return { at: placeOf(this.item, target) };
    const { article = "", anchor = "" } = this.item.dataset;
    return { lesson: target.row.dataset.lessonRow, article, anchor };
  }
}

/** Return the place, counted from 1, at which a lesson stands once it is dropped before or behind another. */
function placeOf(item, target) {
  const own = Number(item.dataset.ordinal);
  const other = Number(target.row.dataset.ordinal);
  const place = target.isBehind ? other + 1 : other;
  return own < place ? place - 1 : place;
}
