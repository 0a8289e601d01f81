// Ordering with two buttons a row: the selects behind it stay the answer, the rows follow them.

import { filled } from "../../js/base/words.js";

export function startOrdering(list) {
  const rows = Array.from(list.children);
  rows.forEach((row) => addButtons(list, row));
  list.classList.add("ordering--buttons");
  arrange(list);
  const question = list.closest("[data-question]") || document;
  question.addEventListener("answer:filled", () => arrange(list));
  list.addEventListener("click", (event) => clicked(list, event));
  list.addEventListener("keydown", (event) => pressed(list, event));
}

function addButtons(list, row) {
  const holder = document.createElement("span");
  holder.className = "ordering__moves";
  [["up", "↑"], ["down", "↓"]].forEach(([way, sign]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--outline ordering__move";
    button.dataset.move = way;
    button.textContent = sign;
    button.setAttribute("aria-label", list.dataset[way] + " " + textOf(row));
    holder.appendChild(button);
  });
  row.appendChild(holder);
}

function textOf(row) {
  return row.querySelector(".ordering__text").textContent;
}

function select(row) {
  return row.querySelector("select");
}

/** Rows by the places their selects say; rows without a place keep their order behind them. */
function arrange(list) {
  const rows = Array.from(list.children);
  const place = (row) => Number(select(row).value) || rows.length + 1;
  const before = new Map(rows.map((row, index) => [row, index]));
  rows.sort((one, other) => place(one) - place(other) || before.get(one) - before.get(other));
  rows.forEach((row) => list.appendChild(row));
}

function clicked(list, event) {
  const button = event.target.closest("[data-move]");
  if (button) {
    move(list, button.closest("li"), button.dataset.move, button);
  }
}

function pressed(list, event) {
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (way && event.target.matches("[data-move]")) {
    event.preventDefault();
    move(list, event.target.closest("li"), way, event.target);
  }
}

function move(list, row, way, button) {
  const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (other) {
    list.insertBefore(row, way === "up" ? other : other.nextElementSibling);
  }
  const rows = Array.from(list.children);
  rows.forEach((each, index) => {
    select(each).value = String(index + 1);
  });
  button.focus();
  const live = list.parentElement.querySelector("[data-ordering-live]");
  live.textContent = filled(list.dataset.moved, { text: textOf(row), place: rows.indexOf(row) + 1 });
  select(row).dispatchEvent(new Event("change", { bubbles: true }));
}
