// Sentences of the server stand at the rows they speak of, until somebody changes the row.

import { cells, firstText, rowsOf } from "./cells.js";

/** Put each sentence below the lines to its row, and go to the first. */
export function placeFaults(plain, box) {
  const said = plain.querySelector("[data-row-faults]");
  const first = said && Array.from(said.children).map((item) => placeFault(item, box)).find((cell) => cell);
  if (first) {
    first.focus();
  }
}

function placeFault(item, box) {
  const list = box.querySelector('[data-list="' + item.dataset.list + '"]');
  const row = list && rowsOf(list)[Number(item.dataset.at)];
  if (!row) {
    box.insertBefore(errorOf(item.textContent), box.firstChild);
    return null;
  }
  const error = errorOf(item.dataset.said);
  const missing = cells(row).find((each) => each.type !== "checkbox" && !each.value.trim() && !each.closest("[hidden]"));
  const cell = missing || firstText(row);
  error.id = row.dataset.row + "-error";
  row.appendChild(error);
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", error.id);
  return cell;
}

function errorOf(sentence) {
  const error = document.createElement("p");
  error.className = "field__error rows__error";
  error.textContent = sentence;
  return error;
}

export function forget(row) {
  row.querySelectorAll(".rows__error").forEach((error) => row.removeChild(error));
  row.querySelectorAll("[aria-invalid]").forEach((cell) => {
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
  });
}
