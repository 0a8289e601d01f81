/* Keeps the counts of a running contest fresh: jittered polling, an ETag, silence while the page is hidden. */
import { filled } from "../js/base/words.js";

/** Return the wait before the next question: the usual time give or take a fifth, longer after failures. */
export function waitOf(everyMs, failures, random = Math.random) {
  const slower = everyMs * Math.pow(2, Math.min(failures, 4));
  return Math.round(slower * (0.8 + 0.4 * random()));
}

const box = document.querySelector("[data-progress]");

function showCounts(answer) {
  document.querySelectorAll("[data-counts=total] [data-count]").forEach((place) => {
    place.textContent = String(answer.total[place.dataset.count]);
  });
  document.querySelectorAll("[data-branch][data-count]").forEach((place) => {
    const counts = answer.branches[place.dataset.branch];
    if (counts) place.textContent = String(counts[place.dataset.count]);
  });
  document.querySelectorAll("[data-branch-bar]").forEach((place) => {
    const counts = answer.branches[place.dataset.branchBar];
    if (counts) showBar(place, counts);
  });
}

function showBar(place, counts) {
  const bar = place.querySelector("progress");
  const words = place.querySelector(".progress__words");
  const started = counts.people - counts.not_started;
  bar.max = counts.people || 1;
  bar.value = started;
  if (words) words.textContent = `${counts.people ? Math.round((100 * started) / counts.people) : 0}%`;
}

function start() {
  const told = box.querySelector("[data-polled]");
  let etag = "";
  let failures = 0;

  async function ask() {
    const headers = etag ? { Accept: "application/json", "If-None-Match": etag } : { Accept: "application/json" };
    const response = await fetch(box.dataset.url, { headers, credentials: "same-origin" });
    if (response.status === 304) return;
    if (!response.ok) throw new Error(String(response.status));
    etag = response.headers.get("ETag") || "";
    const answer = await response.json();
    const now = [answer.state, answer.phase, String(answer.faults)];
    const shown = [box.dataset.state, box.dataset.phase, box.dataset.faults];
    if (now.join() !== shown.join()) window.location.reload();
    else showCounts(answer);
  }

  async function turn() {
    if (!document.hidden) {
      try {
        await ask();
        failures = 0;
        const at = new Date().toTimeString().slice(0, 8);
        told.textContent = filled(told.dataset.words, { at });
      } catch (error) {
        failures += 1;
        told.textContent = told.dataset.lost;
      }
    }
    window.setTimeout(turn, waitOf(Number(box.dataset.everyMs), failures));
  }

  window.setTimeout(turn, waitOf(Number(box.dataset.everyMs), 0));
}

if (box && !("still" in box.dataset)) start();
