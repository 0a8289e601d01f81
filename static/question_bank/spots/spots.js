// Areas drawn on the picture: by mouse, by finger and by keys. The typed lines below stay what is sent, in step.

import { filled } from "../../js/base/words.js";
import { element, outline } from "./drawing.js";
import * as shapes from "./shapes.js";

const STEP = 0.01;
const FINE = 0.002;
const SMALLEST = 0.015;
const HANDLE = 9;
const NEAR = 16;

export function startSpots(editor) {
  const box = editor.querySelector("[data-spot-editor]");
  return new Spots(editor, box);
}

class Spots {
  constructor(editor, box) {
    this.box = box;
    this.field = editor.querySelector("[data-spot-lines]");
    this.picture = (name) => editor.querySelector('[name="picture-' + name + '"]');
    this.stage = box.querySelector("[data-spots-stage]");
    this.image = this.stage.querySelector("img");
    this.svg = this.stage.querySelector("svg");
    this.list = box.querySelector("[data-spots-list]");
    this.live = box.querySelector("[data-spots-live]");
    this.row = box.querySelector("template");
    this.words = box.dataset;
    this.tool = "rect";
    this.chosen = -1;
    this.corners = [];
    this.drag = null;
    this.read();
    this.listen(editor);
    this.showPicture();
    this.placeFaults(editor.querySelector("[data-spot-faults]"));
  }

  listen(editor) {
    editor.addEventListener("picture:kept", () => this.showPicture());
    this.field.addEventListener("input", () => {
      if (this.field.value !== shapes.writeAreas(this.areas)) {
        this.read();
        this.draw();
      }
    });
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.moved(event));
    this.svg.addEventListener("pointerup", (event) => this.up(event));
    this.svg.addEventListener("pointercancel", () => this.cancel());
    this.svg.addEventListener("keydown", (event) => this.pressed(event));
    this.svg.addEventListener("focusin", (event) => this.focused(event));
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("change", (event) => this.ticked(event));
    window.addEventListener("resize", () => this.draw());
  }

  get ratio() {
    return this.height / this.width;
  }

  /** The picture in its frame, once there is one. */
  showPicture() {
    const digest = this.picture("digest").value;
    this.box.hidden = !digest;
    if (!digest) {
      return;
    }
    this.image.src = this.words.address.replace(/0{64}/, digest);
    this.width = Number(this.picture("width").value);
    this.height = Number(this.picture("height").value);
    this.image.setAttribute("width", this.width);
    this.image.setAttribute("height", this.height);
    this.svg.setAttribute("viewBox", "0 0 " + this.width + " " + this.height);
    this.draw();
  }

  read() {
    this.areas = shapes.readAreas(this.field.value);
    this.chosen = Math.min(this.chosen, this.areas.length - 1);
  }

  /** The areas into the lines, which tells the preview. */
  keep(sentence) {
    this.field.value = shapes.writeAreas(this.areas);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.live.textContent = sentence || "";
  }

  say(index) {
    const area = this.areas[index];
    const [x, y] = shapes.middle(area);
    const percent = (value) => Math.round(value * 100);
    const values = { number: index + 1, shape: this.words[area.shape], x: percent(x), y: percent(y), state: this.words[area.right ? "right" : "wrong"] };
    return filled(this.words.says, values);
  }

  // Drawing: everything anew after each change, with the focus where it was.

  draw() {
    if (this.box.hidden) {
      return;
    }
    const focus = document.activeElement && this.svg.contains(document.activeElement) ? document.activeElement.dataset.name : "";
    while (this.svg.firstChild) {
      this.svg.removeChild(this.svg.firstChild);
    }
    this.scale = this.width / (this.stage.getBoundingClientRect().width || this.width);
    this.areas.forEach((area, index) => !area.raw && this.drawArea(area, index));
    if (this.areas[this.chosen] && !this.areas[this.chosen].raw) {
      shapes.handles(this.areas[this.chosen]).forEach((point, index) => this.drawHandle(point, index));
    }
    this.drawCorners();
    this.drawList();
    const again = focus && this.svg.querySelector('[data-name="' + focus + '"]');
    if (again) {
      again.focus();
    }
  }

  drawArea(area, index) {
    const look = "spots__area" + (area.right ? "" : " spots__area--wrong") + (index === this.chosen ? " spots__area--chosen" : "");
    const group = element(this.svg, "g", { class: look, tabindex: 0, role: "button", "aria-pressed": area.right, "aria-label": this.say(index), "data-name": "area-" + index });
    outline(group, area, this.width, this.height);
    const [x, y] = shapes.middle(area);
    const text = { class: "spots__number", x: x * this.width, y: y * this.height, "font-size": 17 * this.scale, dy: "0.35em", "aria-hidden": "true" };
    element(group, "text", text).textContent = index + 1 + (area.right ? " ✓" : " ✗");
  }

  drawHandle([x, y], index) {
    const label = filled(this.words.handle, { number: index + 1 });
    element(this.svg, "circle", { class: "spots__handle", cx: x * this.width, cy: y * this.height, r: HANDLE * this.scale, tabindex: 0, role: "button", "aria-label": label, "data-name": "handle-" + index });
  }

  drawCorners() {
    const points = this.corners.map(([x, y]) => x * this.width + "," + y * this.height);
    if (points.length) {
      element(this.svg, "polyline", { class: "spots__draft", points: points.join(" ") });
      this.corners.forEach(([x, y]) => element(this.svg, "circle", { class: "spots__handle spots__handle--draft", cx: x * this.width, cy: y * this.height, r: HANDLE * this.scale }));
    }
  }

  drawList() {
    const errors = Array.from(this.list.children).map((row) => row.querySelector(".field__error"));
    const within = this.list.contains(document.activeElement) ? document.activeElement : null;
    const focused = within && [Array.from(this.list.children).indexOf(within.closest("li")), within.matches("input") ? "input" : "button"];
    this.list.textContent = "";
    this.areas.forEach((area, index) => {
      const row = document.importNode(this.row.content, true).firstElementChild;
      const tick = row.querySelector("input");
      row.querySelector("[data-spot-text]").textContent = area.raw || this.say(index);
      tick.checked = Boolean(area.right);
      tick.closest("label").hidden = Boolean(area.raw);
      row.querySelectorAll("[data-spot-number]").forEach((each) => {
        each.textContent = filled(this.words.number, { number: index + 1 });
      });
      row.classList.toggle("spots__item--chosen", index === this.chosen);
      if (errors[index] && area.raw) {
        row.appendChild(errors[index]);
      }
      this.list.appendChild(row);
    });
    const again = focused && this.list.children[focused[0]];
    if (again) {
      again.querySelector(focused[1]).focus();
    }
  }

  placeFaults(faults) {
    Array.from(faults ? faults.children : []).forEach((item) => {
      const row = this.list.children[Number(item.dataset.at)];
      if (row && !this.box.hidden) {
        const error = document.createElement("p");
        error.className = "field__error";
        error.textContent = item.dataset.said;
        row.appendChild(error);
      }
    });
  }

  // Pointer: on a handle pulls it, on an area moves it, elsewhere draws.

  where(event) {
    const frame = this.svg.getBoundingClientRect();
    const part = (value) => Math.max(0, Math.min(1, value));
    return [part((event.clientX - frame.left) / frame.width), part((event.clientY - frame.top) / frame.height)];
  }

  down(event) {
    if (event.button || this.drag) {
      return;
    }
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    const named = event.target.closest("[data-name]");
    const [what, number] = named ? named.dataset.name.split("-") : ["", "0"];
    const start = this.where(event);
    if (this.corners.length) {
      this.drag = { what: "corner", start };
    } else if (what === "handle") {
      this.drag = { what, index: Number(number), start };
    } else if (what === "area") {
      this.choose(Number(number));
      this.drag = { what, start, before: this.areas[this.chosen] };
    } else {
      this.drag = { what: this.tool === "polygon" ? "corner" : "draw", start };
    }
    this.drag.pointer = event.pointerId;
  }

  moved(event) {
    const drag = this.drag;
    if (!drag || drag.pointer !== event.pointerId) {
      return;
    }
    const now = this.where(event);
    if (drag.what === "handle") {
      this.areas[this.chosen] = shapes.pulled(this.areas[this.chosen], drag.index, now, this.ratio);
    } else if (drag.what === "area") {
      this.areas[this.chosen] = shapes.moved(drag.before, now[0] - drag.start[0], now[1] - drag.start[1]);
    } else if (drag.what === "draw" && (drag.made || Math.max(Math.abs(now[0] - drag.start[0]), Math.abs(now[1] - drag.start[1])) > SMALLEST)) {
      if (!drag.made) {
        drag.made = true;
        this.chosen = this.areas.push(null) - 1;
      }
      this.areas[this.chosen] = shapes.drawn(this.tool, drag.start, now, this.ratio);
    }
    this.draw();
  }

  up(event) {
    const drag = this.drag;
    if (!drag || drag.pointer !== event.pointerId) {
      return;
    }
    this.drag = null;
    if (drag.what === "corner") {
      this.addCorner(this.where(event));
    } else if (drag.what === "draw" && !drag.made) {
      this.choose(-1);
    } else {
      if (this.areas[this.chosen] !== drag.before) {
        this.keep(this.say(this.chosen));
      }
      this.draw();
      this.focusOn("area-" + this.chosen);
    }
  }

  cancel() {
    this.drag = null;
    this.keep();
    this.draw();
  }

  /** Corner by corner; the first one again, or Enter, closes the polygon. */
  addCorner(point) {
    const first = this.corners[0];
    const frame = this.svg.getBoundingClientRect();
    const far = first && Math.sqrt(Math.pow((point[0] - first[0]) * frame.width, 2) + Math.pow((point[1] - first[1]) * frame.height, 2));
    if (first && far < NEAR && this.corners.length >= 3) {
      this.close();
      return;
    }
    this.corners.push(point);
    this.live.textContent = filled(this.words.corner, { number: this.corners.length });
    this.draw();
    this.svg.focus();
  }

  close() {
    const points = this.corners;
    this.corners = [];
    if (points.length >= 3) {
      this.add(shapes.polygon(points));
    } else {
      this.draw();
    }
  }

  add(area) {
    this.chosen = this.areas.push(area) - 1;
    this.keep(this.say(this.chosen));
    this.draw();
    this.focusOn("area-" + this.chosen);
  }

  choose(index) {
    if (this.chosen !== index) {
      this.chosen = index;
      this.draw();
    }
  }

  focusOn(name) {
    const found = this.svg.querySelector('[data-name="' + name + '"]');
    (found || this.svg).focus();
  }

  focused(event) {
    const named = event.target.closest('[data-name^="area-"]');
    if (named && !this.drag) {
      this.choose(Number(named.dataset.name.slice(5)));
    }
  }

  // Keys: arrows move, with Shift they resize, Delete removes, Enter says right or wrong.

  pressed(event) {
    if (this.corners.length && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      if (event.key === "Escape") {
        this.corners = [];
      }
      this.close();
      return;
    }
    const named = event.target.closest("[data-name]");
    if (!named || event.altKey || !this.areas[this.chosen]) {
      return;
    }
    const [what, number] = named.dataset.name.split("-");
    if (this.key(event, what, Number(number))) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  key(event, what, number) {
    const size = event.ctrlKey ? FINE : STEP;
    const way = { ArrowLeft: [-size, 0], ArrowRight: [size, 0], ArrowUp: [0, -size], ArrowDown: [0, size] }[event.key];
    const area = this.areas[this.chosen];
    if (way) {
      this.change(what === "handle" ? this.nudged(area, number, way) : (event.shiftKey ? shapes.resized : shapes.moved)(area, way[0], way[1]));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (what === "handle" && area.shape === "polygon") {
        this.change(shapes.withoutCorner(area, number));
      } else {
        this.remove(this.chosen);
      }
    } else if ((event.key === "Insert" || event.key === "+") && what === "handle" && area.shape === "polygon") {
      this.change(shapes.withCorner(area, number));
    } else if ((event.key === "Enter" || event.key === " ") && what === "area") {
      this.change(Object.assign({}, area, { right: !area.right }));
    } else {
      return false;
    }
    return true;
  }

  nudged(area, index, [dx, dy]) {
    const [x, y] = shapes.handles(area)[index];
    return shapes.pulled(area, index, [x + dx, y + dy], this.ratio);
  }

  change(area) {
    this.areas[this.chosen] = area;
    this.keep(this.say(this.chosen));
    this.draw();
  }

  remove(index) {
    this.areas.splice(index, 1);
    this.chosen = Math.min(index, this.areas.length - 1);
    this.keep(this.words.removed);
    this.draw();
    this.focusOn("area-" + this.chosen);
  }

  clicked(event) {
    const button = event.target.closest("button");
    const row = event.target.closest("[data-spots-list] > li");
    if (button && button.dataset.tool) {
      this.takeTool(button);
    } else if (button && button.matches("[data-spot-add]")) {
      this.add(shapes.placed(this.tool));
    } else if (button && row) {
      this.remove(Array.from(this.list.children).indexOf(row));
    }
  }

  takeTool(button) {
    this.tool = button.dataset.tool;
    this.corners = [];
    this.box.querySelectorAll("[data-tool]").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    this.draw();
  }

  ticked(event) {
    this.chosen = Array.from(this.list.children).indexOf(event.target.closest("li"));
    this.change(Object.assign({}, this.areas[this.chosen], { right: event.target.checked }));
  }
}
