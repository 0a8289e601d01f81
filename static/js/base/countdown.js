/* A clock that runs by the server's time: the device's date may be wrong, only its steady ticking is used. */
import { filled } from "./words.js";

const SPOKEN_MINUTES = [10, 5, 1];

/** Write milliseconds as 31:42, as 1:05:09 above an hour, with `daysWords` ("{days} 天 {clock}") above a day; never below zero. */
export function clockWords(milliseconds, daysWords) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const days = daysWords ? Math.floor(seconds / 86400) : 0;
  const pair = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600) - days * 24;
  const rest = `${pair(Math.floor((seconds % 3600) / 60))}:${pair(seconds % 60)}`;
  const clock = hours > 0 || days > 0 ? `${hours}:${rest}` : rest;
  return days > 0 ? filled(daysWords, { days, clock }) : clock;
}

/** Counts down to a deadline of the server. `monotonic` gives steady milliseconds and can be replaced in tests. */
export class Countdown {
  constructor({ deadlineMs, serverNowMs, onTick = () => {}, onEnd = () => {}, monotonic = () => performance.now() }) {
    this.deadlineMs = deadlineMs;
    this.monotonic = monotonic;
    this.onTick = onTick;
    this.onEnd = onEnd;
    this.timer = null;
    this.ended = false;
    this.synchronise(serverNowMs);
  }

  /** Take the server's clock anew, for example from the receipt of a saved answer. */
  synchronise(serverNowMs) {
    this.offsetMs = serverNowMs - this.monotonic();
  }

  /** Move the deadline, for example when the server grants more time. */
  moveDeadline(deadlineMs) {
    this.deadlineMs = deadlineMs;
    if (deadlineMs > this.serverNowMs()) this.ended = false;
  }

  /** Return the server's time now, as far as this page knows it. */
  serverNowMs() {
    return this.monotonic() + this.offsetMs;
  }

  /** Return the milliseconds left, never below zero. */
  leftMs() {
    return Math.max(0, this.deadlineMs - this.serverNowMs());
  }

  /** Tell the listeners at once and then about twice a second. */
  start() {
    this.stop();
    this.tick();
    this.timer = setInterval(() => this.tick(), 500);
    return this;
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
  }

  tick() {
    const left = this.leftMs();
    this.onTick(left);
    if (left > 0 || this.ended) return;
    this.ended = true;
    this.onEnd();
  }
}

/** Show a countdown in an element made by the macro `countdown`, speaking only the last round minutes. */
export function showCountdown(element) {
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  element.insertAdjacentElement("afterend", spoken);
  let lastMinute = null;
  return new Countdown({
    deadlineMs: Number(element.dataset.deadlineMs),
    serverNowMs: Number(element.dataset.serverNowMs),
    onTick(left) {
      element.textContent = clockWords(left, element.dataset.days);
      const minute = Math.ceil(left / 60000);
      if (lastMinute !== null && minute !== lastMinute && SPOKEN_MINUTES.includes(minute)) {
        spoken.textContent = filled(element.dataset.minutesLeft || "", { minutes: minute });
      }
      lastMinute = minute;
    },
    onEnd() {
      element.classList.add("is-over");
      spoken.textContent = element.dataset.over || "";
      element.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
    },
  }).start();
}

/** Start every countdown of the page except those a page runs itself (data-countdown="own"). */
export function startCountdowns() {
  document.querySelectorAll('[data-countdown=""]').forEach(showCountdown);
}
