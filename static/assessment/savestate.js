// The honest word beside the clock: what is on the server, what is only here.

import { sentence } from "./sheet.js";

const SPOKEN = ["local", "offline"];

const pair = (number) => String(number).padStart(2, "0");

/** An instant (UTC milliseconds) as the unit's clock shows it: 14:28:31. `offset` is minutes east of Greenwich. */
export function clockOf(instant, offset) {
  const there = new Date(instant + offset * 60000);
  return [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(pair).join(":");
}

export class SaveState {
  constructor(box, offset) {
    this.box = box;
    this.offset = offset;
    this.live = box.querySelector("[data-live]");
    this.spoken = "";
  }

  /** Show one of idle, saving, saved, local, offline; `at` is the arrival time on the latest receipt. */
  show(state, at) {
    this.box.querySelectorAll("[data-save-state]").forEach((each) => {
      each.hidden = each.dataset.saveState !== state;
    });
    if (state === "saved" && at) {
      const words = this.box.querySelector('[data-save-state="saved"] [data-save-words]');
      words.textContent = sentence("saved") + " " + clockOf(at, this.offset);
    }
    this.speak(state);
  }

  // A screen reader hears of trouble and of its end, not of every saved answer.
  speak(state) {
    if (SPOKEN.indexOf(state) >= 0 && this.spoken !== state) {
      this.spoken = state;
      this.live.textContent = sentence(state);
    } else if (state === "saved" && this.spoken) {
      this.spoken = "";
      this.live.textContent = sentence("saved");
    }
  }
}
