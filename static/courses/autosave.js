/* Saving a draft lesson while it is written: kept on this machine at once, sent soon, sent again after a break. */
import { fetchJson } from "../js/base/fetch_json.js";
import { Outbox } from "./outbox.js";

const IDLE_MS = 1200;
const RETRY_MS = 5000;
const CONFLICT = 409;

/** Watches the form of a lesson; `onConflict(mine, theirs, number, sentence)` is called when another save came in between. */
export class Autosave {
  constructor(form, show, onConflict) {
    this.form = form;
    this.show = show;
    this.onConflict = onConflict;
    this.outbox = new Outbox(form.dataset.lesson, form.dataset.member);
    this.sent = JSON.stringify(this.values());
    this.sending = null;
    this.waiting = false;
  }

  /** Take up what was left over from an earlier visit, and begin to watch. */
  start() {
    const left = this.outbox.read();
    if (left) this.fill(left);
    this.form.addEventListener("input", () => this.changed());
    window.addEventListener("online", () => this.flush());
    window.addEventListener("offline", () => this.isDirty() && this.show("offline"));
    setInterval(() => this.isDirty() && !this.waiting && this.flush(), RETRY_MS);
    if (left) this.changed();
  }

  /** Return what the form says now. */
  values() {
    const said = { number: Number(this.form.elements.number.value) };
    for (const name of ["title", "minutes", "body", "key_points", "key_terms", "objectives"]) {
      said[name] = this.form.elements[name].value;
    }
    said.objectives_confirmed = this.form.elements.objectives_confirmed.checked;
    return said;
  }

  /** Put a text into the form. */
  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements[name];
      if (!field) continue;
      if (name === "objectives_confirmed") field.checked = Boolean(value);
      else field.value = value;
    }
    this.form.dispatchEvent(new CustomEvent("lesson:filled"));
  }

  /** Tell whether something is not on the server yet. */
  isDirty() {
    return JSON.stringify(this.values()) !== this.sent;
  }

  /** Note a change: keep it here at once, send it when the writer pauses. */
  changed() {
    if (!this.isDirty()) return;
    const kept = this.outbox.keep(this.values());
    this.show(navigator.onLine ? (kept ? "local" : "saving") : "offline");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), IDLE_MS);
  }

  /** Send what is not on the server yet; resolves to true when the server has everything. */
  async flush() {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (!this.isDirty()) return true;
    this.sending = this.send(this.values());
    const done = await this.sending;
    this.sending = null;
    return done;
  }

  async send(values) {
    this.show("saving");
    try {
      const answer = await fetchJson(this.form.action, { method: "POST", body: values });
      this.arrived(values, answer);
      return !this.isDirty();
    } catch (failure) {
      this.failed(values, failure);
      return false;
    }
  }

  arrived(values, answer) {
    this.form.elements.number.value = answer.number;
    this.sent = JSON.stringify(Object.assign({}, values, { number: answer.number }));
    if (this.isDirty()) {
      this.changed();
      return;
    }
    this.outbox.clear();
    this.show("saved", answer.saved_at);
  }

  failed(values, failure) {
    this.show(failure.status === 0 ? "offline" : "local", "", failure.sentence);
    if (failure.status !== CONFLICT || !failure.body || this.waiting) return;
    this.waiting = true;
    this.onConflict(values, failure.body.theirs, failure.body.number, failure.sentence);
  }

  /** Go on after the writer chose between two texts; without a text of their own the server's stands. */
  settle(number, values, isTheirs) {
    this.waiting = false;
    this.fill(values);
    this.form.elements.number.value = number;
    if (!isTheirs) {
      this.changed();
      return;
    }
    this.sent = JSON.stringify(this.values());
    this.outbox.clear();
    this.show("saved");
  }
}
