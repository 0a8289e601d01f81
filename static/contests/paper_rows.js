/* Rows of a form table: add, remove, sums, and what the question bank holds for each row of a blueprint. */
import { fetchJson } from "../js/base/fetch_json.js";
import { filled } from "../js/base/words.js";

/** Return whole thousandths of typed points, or 0 for anything else. */
export function milliOf(text) {
  const value = Number(String(text).trim());
  return Number.isFinite(value) && value > 0 ? Math.round(value * 1000) : 0;
}

/** Return the badge for a number of questions wanted and available. */
export function verdictOf(wanted, available) {
  const missing = Math.max(0, wanted - available);
  return { missing, tone: missing > 0 ? "red" : "green" };
}

function showAvailable(table, row, available) {
  const place = row.querySelector("[data-available]");
  const wanted = Number(row.querySelector("[data-count]").value) || 0;
  const { missing, tone } = verdictOf(wanted, available);
  const badge = document.createElement("span");
  badge.className = `badge badge--${tone}`;
  badge.textContent = filled(missing > 0 ? table.dataset.short : table.dataset.enough, { n: available, missing });
  place.textContent = "";
  place.appendChild(badge);
  row.dataset.held = String(available);
}

async function askCapacity(table, row) {
  const topic = row.querySelector("[data-topic]").value;
  const kind = row.querySelector("[data-kind]").value;
  const place = row.querySelector("[data-available]");
  if (!topic) {
    place.textContent = "—";
    delete row.dataset.held;
    return;
  }
  const asked = `${topic}|${kind}`;
  row.dataset.asked = asked;
  place.textContent = "…";
  try {
    const query = `topic=${encodeURIComponent(topic)}&kind=${encodeURIComponent(kind)}`;
    const answer = await fetchJson(`${table.dataset.capacity}?${query}`);
    if (row.dataset.asked === asked) showAvailable(table, row, answer.available);
  } catch (failure) {
    if (row.dataset.asked === asked) place.textContent = failure.sentence || "—";
  }
}

function sumUp(table) {
  const counts = table.querySelector("[data-total-count]");
  const points = table.querySelector("[data-total-points]");
  if (!counts || !points) return;
  let questions = 0;
  let milli = 0;
  table.querySelectorAll("[data-row]").forEach((row) => {
    const count = Number(row.querySelector("[data-count]").value) || 0;
    questions += count;
    milli += count * milliOf(row.querySelector("[data-points]").value);
  });
  counts.textContent = String(questions);
  points.textContent = String(milli / 1000);
}

function start(table) {
  const form = table.closest("form");
  const template = form.querySelector("[data-row-template]");
  const rows = table.querySelector("[data-rows]");
  const asksBank = Boolean(table.dataset.capacity);
  form.querySelectorAll("[data-add-row]").forEach((button) =>
    button.addEventListener("click", () => {
      rows.appendChild(document.importNode(template.content, true));
      const added = rows.lastElementChild;
      const first = added.querySelector("select, input");
      if (first) first.focus();
    })
  );
  table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove-row]");
    if (!button) return;
    button.closest("[data-row]").remove();
    sumUp(table);
  });
  table.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && asksBank && event.target.matches("[data-topic], [data-kind]")) askCapacity(table, row);
  });
  table.addEventListener("input", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && asksBank && row.dataset.held !== undefined) showAvailable(table, row, Number(row.dataset.held));
    sumUp(table);
  });
  if (asksBank) {
    rows.querySelectorAll("[data-row]").forEach((row) => {
      if (row.querySelector("[data-topic]").value) askCapacity(table, row);
    });
  }
}

document.querySelectorAll("[data-grid]").forEach(start);
