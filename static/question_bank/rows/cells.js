// Rows of a list and the fields inside them.

export function rowsOf(list) {
  return Array.from(list.children).filter((each) => each.dataset.row);
}

export function empty(list) {
  rowsOf(list).forEach((row) => list.removeChild(row));
}

export function cells(row) {
  return Array.from(row.querySelectorAll("[data-cell]"));
}

export function firstText(row) {
  return cells(row).find((cell) => cell.type !== "checkbox");
}

export function nextRow(row, way) {
  const rows = rowsOf(row.parentNode);
  return rows[rows.indexOf(row) + way];
}

export function isFilled(row) {
  return cells(row).some((cell) => (cell.type === "checkbox" ? cell.checked : cell.dataset.spare === undefined && cell.value.trim() !== ""));
}

export function valuesOf(row) {
  const values = {};
  cells(row).forEach((cell) => {
    const part = cell.closest("[data-when]");
    const chosen = cell.dataset.from ? (cell.selectedIndex > 0 ? cell.options[cell.selectedIndex].text : "") : cell.value;
    values[cell.dataset.cell] = cell.type === "checkbox" ? cell.checked : part && part.hidden ? "" : chosen;
  });
  return values;
}

export function pastedLines(event) {
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line);
}

/** The fields of one pasted line: a tab parts them, an equals sign parts a pair. */
export function pastedValues(row, line) {
  const written = cells(row).filter((cell) => cell.tagName === "INPUT" && cell.type !== "checkbox");
  const names = written.map((cell) => cell.dataset.cell);
  const isPair = names.length === 2 && names[1] === "right";
  const parts = line.indexOf("\t") >= 0 ? line.split("\t") : isPair ? line.split(/\s*[=＝]\s*/) : [line];
  const values = {};
  names.forEach((name, index) => {
    if (parts[index] !== undefined) {
      values[name] = parts[index].trim();
    }
  });
  return values;
}
