/* How far the writing aid is: asked now and then, told in place, the writing goes on. */
import { fetchJson } from "../js/base/fetch_json.js";

const EVERY_MS = 3000;

/** Ask until there is an answer; what was written stays on the page. */
export function startAid(box) {
  if (!box) return;
  const timer = setInterval(async () => {
    const state = await asked(box.dataset.aid);
    if (!state) return;
    box.querySelector("[data-aid-words]").textContent = state.sentence;
    if (!state.finished) return;
    clearInterval(timer);
    const link = box.querySelector("[data-aid-show]");
    link.textContent = link.dataset.done;
  }, EVERY_MS);
}

/* An unreachable server is asked again. */
async function asked(url) {
  try {
    return await fetchJson(url);
  } catch (failure) {
    return null;
  }
}
