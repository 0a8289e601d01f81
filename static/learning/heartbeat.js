/* An open lesson: beats while it is really read, keeps the place, notices the end. The server alone counts time. */
import { fetchJson } from "../js/base/fetch_json.js";
import { blockOnTop, keepPlace } from "./place.js";

const BEAT_MS = 15000;
const IDLE_MS = 180000;
const SHORTEST_MS = 5000;
const SIGNS_OF_LIFE = ["scroll", "pointerdown", "keydown", "touchstart", "mousemove", "wheel"];

/** Return a name for this page that no other page has; works on plain http. */
function newClientId() {
  const bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Heartbeat {
  constructor(lesson) {
    this.lesson = lesson;
    this.client = newClientId();
    this.opens = true;
    this.endReached = false;
    this.lastSign = Date.now();
    this.lastBeat = 0;
    this.state = "counting";
    this.busy = false;
    this.credited = Number(lesson.dataset.creditedSeconds);
    this.completed = lesson.dataset.completed === "1";
  }

  start() {
    for (const name of SIGNS_OF_LIFE) {
      window.addEventListener(name, () => this.noteSign(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => this.onVisibility());
    window.addEventListener("online", () => this.beat());
    document.getElementById("lesson-resume").addEventListener("click", () => this.resume());
    document.getElementById("lesson-take-over").addEventListener("click", () => this.takeOver());
    watchEnd(document.getElementById("lesson-end"), () => this.onEnd());
    window.setInterval(() => this.tick(), BEAT_MS);
    if (document.visibilityState === "visible") this.beat();
    this.show();
  }

  noteSign() {
    if (this.state !== "idle") this.lastSign = Date.now();
  }

  tick() {
    if (document.visibilityState !== "visible" || this.isStopped()) return;
    if (Date.now() - this.lastSign >= IDLE_MS) {
      this.enter("idle");
      return;
    }
    this.beat();
  }

  isStopped() {
    return this.state === "idle" || this.state === "taken" || this.state === "signed-out" || this.state === "gone";
  }

  onVisibility() {
    if (this.isStopped()) return;
    if (document.visibilityState === "visible") {
      this.lastSign = Date.now();
      this.beat();
    } else if (Date.now() - this.lastBeat >= SHORTEST_MS) {
      this.beat(true);
    }
  }

  onEnd() {
    this.endReached = true;
    if (!this.isStopped()) this.beat();
  }

  resume() {
    this.lastSign = Date.now();
    this.enter("counting");
    this.beat();
  }

  takeOver() {
    this.opens = true;
    this.resume();
  }

  async beat(leaving = false) {
    if (this.busy && !leaving) return;
    this.busy = true;
    const toldEnd = this.endReached;
    try {
      const body = { client: this.client, opens: this.opens, position: blockOnTop(this.lesson), end: toldEnd };
      const answer = await fetchJson(this.lesson.dataset.beatsUrl, { method: "POST", body, keepalive: leaving });
      this.opens = false;
      this.lastBeat = Date.now();
      this.take(answer);
    } catch (failure) {
      this.enter(stateAfter(failure));
    } finally {
      this.busy = false;
    }
    if (this.endReached && !toldEnd && !this.isStopped()) this.beat();
  }

  take(answer) {
    this.credited = answer.credited_seconds;
    this.completed = answer.completed;
    const lacks = document.getElementById("lesson-lacks");
    const comma = document.documentElement.lang === "en" ? ", " : "、";
    lacks.textContent = answer.lacks.length ? this.lesson.dataset.missing + answer.lacks.join(comma) : "";
    const byState = { taken: "taken", full: "full" };
    this.enter(byState[answer.state] || "counting");
  }

  enter(state) {
    this.state = state;
    document.getElementById("lesson-idle").hidden = state !== "idle";
    document.getElementById("lesson-taken").hidden = state !== "taken";
    this.show();
  }

  show() {
    const words = this.lesson.dataset;
    const clock = document.getElementById("lesson-clock");
    const box = clock.parentNode;
    const paused = this.isStopped() || this.state === "offline";
    clock.textContent = this.completed && !paused ? words.done : this.sentence();
    box.classList.toggle("is-paused", paused);
    box.classList.toggle("is-done", this.completed && !paused);
  }

  sentence() {
    const words = this.lesson.dataset;
    const fixed = { full: words.full, taken: words.taken, idle: words.idle, offline: words.offline,
      "signed-out": words.signedOut, gone: words.gone }[this.state];
    if (fixed) return fixed;
    const needed = Number(words.neededSeconds);
    const pattern = this.credited < needed ? words.counting : words.enough;
    return pattern.replace("{studied}", this.minutes(this.credited)).replace("{needed}", this.minutes(needed));
  }

  minutes(seconds) {
    return this.lesson.dataset.minutes
      .replace("{minutes}", String(Math.floor(seconds / 60)))
      .replace("{seconds}", String(seconds % 60));
  }
}

function stateAfter(failure) {
  if (failure.status === 401) return "signed-out";
  return failure.status === 403 || failure.status === 404 ? "gone" : "offline";
}

/** Call once when the marker after the last block comes into sight; scroll position where observers are missing. */
function watchEnd(marker, reached) {
  if ("IntersectionObserver" in window) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        reached();
      }
    });
    observer.observe(marker);
    return;
  }
  const look = () => {
    if (marker.getBoundingClientRect().top <= window.innerHeight) {
      window.removeEventListener("scroll", look);
      reached();
    }
  };
  window.addEventListener("scroll", look, { passive: true });
  look();
}

const lesson = document.getElementById("lesson");
if (lesson) {
  keepPlace(lesson);
  new Heartbeat(lesson).start();
}
