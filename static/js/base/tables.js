/* Gives every cell of a data table the word of its column, for the card shape on phones. */

/** Fill in data-label where a template wrote plain cells. */
export function labelTables() {
  document.querySelectorAll("table[data-labelled]").forEach((table) => {
    const heads = Array.from(table.querySelectorAll("thead th")).map((head) => head.textContent.trim());
    table.querySelectorAll("tbody tr").forEach((row) => {
      Array.from(row.cells).forEach((cell, index) => {
        const told = cell.hasAttribute("data-label") || cell.classList.contains("is-actions") || cell.colSpan > 1;
        if (cell.tagName === "TD" && !told && heads[index]) cell.setAttribute("data-label", heads[index]);
      });
    });
  });
}
