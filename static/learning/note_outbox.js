/* Notes on their way to the server: kept in this browser until they arrived, sent again when the connection is back. */
import { fetchJson } from "../js/base/fetch_json.js";

const RETRY_MS = 20000;

export class NoteOutbox {
  /** `owner` keeps the notes of two people on one phone apart; `changed(waiting, tried)` hears how many still wait. */
  constructor(owner, address, changed) {
    this.name = "notes:" + owner;
    this.address = address;
    this.changed = changed;
    this.busy = false;
    window.addEventListener("online", () => this.send());
    window.setInterval(() => this.send(), RETRY_MS);
  }

  /** Return what waits for this lesson: by key, a note or null for a deletion. */
  waiting() {
    return this.read()[this.address] || {};
  }

  put(key, note) {
    const all = this.read();
    all[this.address] = Object.assign({}, all[this.address], { [key]: note });
    this.write(all);
    this.changed(this.count(), false);
    return this.send();
  }

  read() {
    if (this.memory) return this.memory;
    try {
      return JSON.parse(window.localStorage.getItem(this.name) || "{}");
    } catch (error) {
      return {};
    }
  }

  write(all) {
    try {
      window.localStorage.setItem(this.name, JSON.stringify(all));
    } catch (error) {
      this.memory = all;
    }
  }

  /** Send what waits, also for lessons read before; a refusal ends that note, a lost connection keeps it. */
  async send() {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.again) await this.sendOnce();
    } finally {
      this.busy = false;
      this.changed(this.count(), true);
    }
  }

  /** One round; what is written meanwhile asks for another. */
  async sendOnce() {
    this.again = false;
    for (const address of Object.keys(this.read())) await this.sendAll(address);
  }

  async sendAll(address) {
    const notes = this.read()[address];
    for (const key of Object.keys(notes)) {
      try {
        await fetchJson(address + "/" + key, { method: notes[key] ? "PUT" : "DELETE", body: notes[key], keepalive: true });
      } catch (failure) {
        const lost = failure.status === 0 || failure.status === 401 || failure.status >= 500 || failure.status === 429;
        if (lost) return;
        this.refused = failure.sentence;
      }
      this.drop(address, key, notes[key]);
    }
  }

  drop(address, key, sent) {
    const all = this.read();
    if (!all[address] || JSON.stringify(all[address][key]) !== JSON.stringify(sent)) return;
    delete all[address][key];
    if (!Object.keys(all[address]).length) delete all[address];
    this.write(all);
  }

  count() {
    const all = this.read();
    return Object.keys(all).reduce((sum, address) => sum + Object.keys(all[address]).length, 0);
  }
}
