// The editor of a kind as rows of fields. What is written goes into the plain lines at once, so that saving, preview
// and a refusal see the lines alone; 按行书写 shows them.

import { filled } from "../../js/base/words.js";
import { showToast } from "../../js/base/toast.js";
import { cells, empty, firstText, isFilled, nextRow, pastedLines, pastedValues, rowsOf, valuesOf } from "./cells.js";
import { forget, placeFaults } from "./faults.js";
import { NOTATION } from "./notation.js";

let made = 0;

/** Rows in place of the lines in `plain`; gives nothing where a kind has none. */
export function startRows(plain, kind, options) {
  const template = document.querySelector('template[data-rows-for~="' + kind + '"]');
  return template && NOTATION[kind] ? new Rows(plain, kind, template, options || {}) : null;
}

class Rows {
  constructor(plain, kind, template, options) {
    this.plain = plain;
    this.kind = kind;
    this.options = options;
    this.notation = NOTATION[kind];
    this.fields = { options: plain.querySelector("[data-lines-options]"), key: plain.querySelector("[data-lines-key]") };
    this.bar = document.importNode(document.querySelector("template[data-rows-bar]").content, true).firstElementChild;
    this.box = document.importNode(template.content, true).firstElementChild;
    this.lists = Array.from(this.box.querySelectorAll("[data-list]"));
    this.live = this.bar.querySelector("[data-rows-live]");
    this.switch = this.bar.querySelector("[data-rows-switch]");
    plain.parentNode.insertBefore(this.bar, plain);
    plain.parentNode.insertBefore(this.box, plain);
    this.listen();
    this.show(this.load());
    if (!this.box.hidden) {
      placeFaults(plain, this.box);
    }
  }

  listen() {
    this.switch.addEventListener("click", () => this.turn());
    this.box.addEventListener("input", (event) => this.wrote(event.target));
    this.box.addEventListener("change", (event) => this.wrote(event.target));
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.box.addEventListener("paste", (event) => this.pasted(event));
  }

  /** Leave the plain lines as they were before there were rows. */
  remove() {
    this.bar.parentNode.removeChild(this.bar);
    this.box.parentNode.removeChild(this.box);
    this.plain.hidden = false;
  }

  turn() {
    const toRows = this.box.hidden;
    if (toRows && !this.load()) {
      showToast(this.switch.dataset.unclear, "amber");
      return;
    }
    this.show(toRows);
    const first = (toRows ? this.box : this.plain).querySelector("input, textarea, select");
    first.focus();
  }

  show(rows) {
    this.box.hidden = !rows;
    this.plain.hidden = rows;
    this.switch.setAttribute("aria-pressed", String(!rows));
    if (!rows) {
      this.box.querySelectorAll("[data-list]").forEach((list) => empty(list)); // nothing hidden may stop the form
    }
  }

  /** Rows for the lines as they stand; false when rows cannot show them. */
  load() {
    const said = this.notation.read(this.fields.options ? this.fields.options.value : "", this.fields.key.value);
    if (!said) {
      return false;
    }
    this.box.querySelectorAll("[data-field]").forEach((field) => {
      field.value = (said.fields && said.fields[field.dataset.field]) || "";
    });
    this.lists.forEach((list) => {
      empty(list);
      const rows = said.lists[list.dataset.list];
      rows.forEach((values) => this.add(list, null, values));
      for (let missing = Number(list.dataset.least) - rows.length; missing > 0; missing -= 1) {
        this.add(list, null, {});
      }
    });
    this.fitStem();
    this.settle();
    return true;
  }

  add(list, before, values) {
    const row = document.importNode(list.querySelector("template").content, true).firstElementChild;
    made += 1;
    row.dataset.row = "row-" + made;
    list.insertBefore(row, before);
    cells(row).forEach((cell) => {
      if (cell.type === "checkbox") {
        cell.checked = Boolean(values[cell.dataset.cell]);
      } else if (cell.dataset.from) {
        this.offer(cell);
        cell.value = this.keyOf(cell.dataset.from, values[cell.dataset.cell]);
      } else {
        cell.value = values[cell.dataset.cell] === undefined ? cell.defaultValue : values[cell.dataset.cell];
      }
    });
    return row;
  }

  /** What a select offers: the rows of another list, by their own mark, so that renaming one renames it everywhere. */
  offer(select) {
    const before = select.value;
    while (select.options.length > 1) {
      select.remove(1);
    }
    rowsOf(this.list(select.dataset.from)).forEach((row) => {
      const text = row.querySelector("[data-cell]").value.trim();
      if (text) {
        select.add(new Option(text, row.dataset.row));
      }
    });
    select.value = before;
    if (select.selectedIndex < 0) {
      select.selectedIndex = 0;
    }
  }

  list(name) {
    return this.lists.find((list) => list.dataset.list === name);
  }

  keyOf(name, text) {
    const row = rowsOf(this.list(name)).find((each) => each.querySelector("[data-cell]").value.trim() === text);
    return row && text ? row.dataset.row : "";
  }

  /** Numbers, offers and what depends on a tick, after every change. */
  settle() {
    this.lists.forEach((list) => {
      const rows = rowsOf(list);
      rows.forEach((row, index) => {
        row.querySelector("[data-number]").textContent = filled(list.dataset.number, { number: index + 1, letter: String.fromCharCode(65 + index) });
        row.querySelectorAll("[data-row-name]").forEach((name) => {
          name.textContent = filled(list.dataset.words, { number: index + 1, letter: String.fromCharCode(65 + index) });
        });
        row.querySelector("[data-up]").disabled = index === 0;
        row.querySelector("[data-down]").disabled = index === rows.length - 1;
      });
    });
    this.box.querySelectorAll("[data-from]").forEach((select) => this.offer(select));
    this.box.querySelectorAll("[data-when]").forEach((part) => {
      const [name, wanted] = part.dataset.when.split("=");
      const within = part.closest("[data-row]") || this.box;
      const cell = within.querySelector('[data-cell="' + name + '"], [data-field="' + name + '"]');
      part.hidden = cell.type === "checkbox" ? !cell.checked : cell.value !== wanted;
    });
  }

  wrote(target) {
    if (target.dataset.cell === "right" && target.checked && this.kind === "single") {
      this.box.querySelectorAll('[data-cell="right"]').forEach((other) => {
        other.checked = other === target;
      });
    }
    const row = target.closest("[data-row]");
    if (row) {
      forget(row);
    }
    this.settle();
    this.keep();
  }

  /** The rows as lines. */
  keep() {
    const said = { fields: {}, lists: {} };
    this.box.querySelectorAll("[data-field]").forEach((field) => {
      said.fields[field.dataset.field] = field.value;
    });
    this.lists.forEach((list) => {
      said.lists[list.dataset.list] = this.filledRows(list);
    });
    const lines = this.notation.write(said);
    this.fields.key.value = lines.key;
    if (lines.options !== undefined && this.fields.options) {
      this.fields.options.value = lines.options;
    }
  }

  filledRows(list) {
    const rows = rowsOf(list);
    const used = rows.map((row) => isFilled(row));
    const wanted = this.kind === "fill" && used.indexOf(true) >= 0 ? Math.max(used.lastIndexOf(true) + 1, this.inStem()) : 0;
    return rows.filter((row, index) => used[index] || index < wanted).map(valuesOf);
  }

  changed() {
    this.settle();
    this.keep();
    this.fields.key.dispatchEvent(new Event("input", { bubbles: true }));
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const row = button.closest("[data-row]");
    if (button.dataset.add) {
      this.grow(this.list(button.dataset.add), null);
    } else if (button.matches("[data-remove]")) {
      this.drop(row);
    } else if (row) {
      this.move(row, button.matches("[data-up]") ? -1 : 1, button);
    }
  }

  grow(list, before, values) {
    if (rowsOf(list).length >= Number(list.dataset.most)) {
      this.live.textContent = filled(this.live.dataset.full, { most: list.dataset.most });
      return;
    }
    const row = this.add(list, before, values || {});
    this.changed();
    firstText(row).focus();
  }

  drop(row) {
    const list = row.parentNode;
    const next = nextRow(row, 1) || nextRow(row, -1);
    list.removeChild(row);
    this.changed();
    this.live.textContent = this.live.dataset.removed;
    firstText(next || this.add(list, null, {})).focus();
    this.settle();
  }

  move(row, way, focused) {
    const other = nextRow(row, way);
    if (!other) {
      return;
    }
    row.parentNode.insertBefore(row, way < 0 ? other : other.nextSibling);
    this.changed();
    this.live.textContent = filled(this.live.dataset.moved, { number: rowsOf(row.parentNode).indexOf(row) + 1 });
    (focused.disabled ? firstText(row) : focused).focus();
  }

  pressed(event) {
    const row = event.target.closest("[data-row]");
    if (!row || event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const written = event.target.matches("input:not([type=checkbox])");
    if (event.altKey && way) {
      this.move(row, way, event.target);
    } else if (event.key === "Enter" && !event.altKey && event.target.matches("input, select")) {
      this.stepOn(row);
    } else if (event.key === "Backspace" && written && !event.target.value && !isFilled(row) && rowsOf(row.parentNode).length > 1) {
      this.drop(row);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // Alt+arrows and Enter mean other things to the page
  }

  /** An empty row below is used before another is made. */
  stepOn(row) {
    const next = nextRow(row, 1);
    if (next && !isFilled(next)) {
      firstText(next).focus();
    } else {
      this.grow(row.parentNode, next);
    }
  }

  /** Lines pasted into a field become rows. */
  pasted(event) {
    const row = event.target.closest("[data-row]");
    const lines = row ? pastedLines(event) : [];
    if (lines.length < 2) {
      return;
    }
    event.preventDefault();
    const list = row.parentNode;
    const room = Number(list.dataset.most) - rowsOf(list).length + (isFilled(row) ? 0 : 1);
    let last = row;
    lines.slice(0, room).forEach((line) => {
      last = this.add(list, last.nextSibling, pastedValues(row, line));
    });
    if (!isFilled(row)) {
      list.removeChild(row);
    }
    this.changed();
    firstText(last).focus();
  }

  /** How many blanks the stem of this question has. */
  inStem() {
    const stem = this.options.stem;
    return stem ? (stem.value.match(/_{4,}/g) || []).length : 0;
  }

  /** A fill-in has at least a row for each blank of its stem. */
  fitStem() {
    if (this.kind !== "fill") {
      return;
    }
    const list = this.list("blanks");
    const rows = rowsOf(list);
    rows.slice(Math.max(this.inStem(), 1)).reverse().every((row) => !isFilled(row) && list.removeChild(row));
    for (let missing = this.inStem() - rowsOf(list).length; missing > 0 && rowsOf(list).length < Number(list.dataset.most); missing -= 1) {
      this.add(list, null, {});
    }
  }

  stemChanged() {
    if (this.kind === "fill" && !this.box.hidden) {
      this.fitStem();
      this.settle();
      this.keep();
      this.tellOfStem();
    }
  }

  tellOfStem() {
    const note = this.box.querySelector("[data-stem-note]");
    const rows = rowsOf(this.list("blanks")).length;
    note.hidden = rows === this.inStem();
    note.textContent = filled(note.dataset.words, { stem: this.inStem(), rows });
  }
}
