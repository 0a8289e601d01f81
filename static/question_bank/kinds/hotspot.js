// Pointing at a picture: by touch, or with a cursor that the arrow keys move. The number fields below stay the answer.

import { filled } from "../../js/base/words.js";

const STEP = 2;

export function startHotspot(box) {
  const spot = {
    box,
    frame: box.querySelector("[data-hotspot-frame]"),
    live: box.querySelector("[data-hotspot-live]"),
    points: Array.from(box.querySelectorAll(".hotspot__point")).map((row) => row.querySelectorAll("input")),
    cursor: { x: 50, y: 50 },
    next: 0,
  };
  spot.cross = addMark(spot, "hotspot__cursor", "");
  spot.marks = spot.points.map((_pair, index) => addMark(spot, "hotspot__mark", String(index + 1)));
  spot.frame.addEventListener("click", (event) => tapped(spot, event));
  spot.frame.addEventListener("keydown", (event) => pressed(spot, event));
  box.addEventListener("change", () => draw(spot));
  (box.closest("[data-question]") || document).addEventListener("answer:filled", () => draw(spot));
  draw(spot);
}

function addMark(spot, name, text) {
  const mark = document.createElement("span");
  mark.className = name;
  mark.textContent = text;
  mark.setAttribute("aria-hidden", "true");
  spot.frame.appendChild(mark);
  return mark;
}

function place(mark, x, y) {
  mark.style.left = x + "%";
  mark.style.top = y + "%";
}

function draw(spot) {
  place(spot.cross, spot.cursor.x, spot.cursor.y);
  spot.points.forEach((pair, index) => {
    const set = pair[0].value !== "" && pair[1].value !== "";
    spot.marks[index].hidden = !set;
    if (set) {
      place(spot.marks[index], Number(pair[0].value), Number(pair[1].value));
    }
  });
}

function tapped(spot, event) {
  if (spot.points[0][0].matches(":disabled")) {
    return;
  }
  const area = spot.frame.getBoundingClientRect();
  spot.cursor.x = bounded(((event.clientX - area.left) / area.width) * 100);
  spot.cursor.y = bounded(((event.clientY - area.top) / area.height) * 100);
  mark(spot);
}

function bounded(value) {
  return Math.round(Math.max(0, Math.min(100, value)) * 10) / 10;
}

function pressed(spot, event) {
  const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  if (steps) {
    event.preventDefault();
    spot.cursor.x = bounded(spot.cursor.x + steps[0]);
    spot.cursor.y = bounded(spot.cursor.y + steps[1]);
    draw(spot);
  } else if ((event.key === "Enter" || event.key === " ") && !spot.points[0][0].matches(":disabled")) {
    event.preventDefault();
    mark(spot);
  }
}

/** The first place without a mark is filled; when all have one, they are replaced in turn. */
function mark(spot) {
  const empty = spot.points.findIndex((pair) => pair[0].value === "" || pair[1].value === "");
  const index = empty >= 0 ? empty : spot.next;
  spot.next = (index + 1) % spot.points.length;
  const pair = spot.points[index];
  pair[0].value = String(spot.cursor.x);
  pair[1].value = String(spot.cursor.y);
  const values = { number: index + 1, x: Math.round(spot.cursor.x), y: Math.round(spot.cursor.y) };
  spot.live.textContent = filled(spot.frame.dataset.marked, values);
  pair[1].dispatchEvent(new Event("change", { bubbles: true }));
}
