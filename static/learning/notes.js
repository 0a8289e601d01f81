/* Notes and highlights in a lesson: made from a selection, shown as marks, opened by pressing them. */
import { fetchJson } from "../js/base/fetch_json.js";
import { closeDialog, openDialog } from "../js/base/dialog.js";
import { showToast } from "../js/base/toast.js";
import { NoteOutbox } from "./note_outbox.js";
import { markPlace, placeOfSelection, unmark } from "./places.js";

const LONGEST_QUOTE = 400;

function newKey() {
  const bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Notes {
  constructor(lesson) {
    this.lesson = lesson;
    this.words = lesson.dataset;
    this.bar = document.getElementById("note-bar");
    this.dialog = document.getElementById("note-dialog");
    this.text = document.getElementById("note-words");
    this.state = document.getElementById("note-state");
    this.notes = {};
    this.chosen = null;
    this.open = null;
    this.outbox = new NoteOutbox(this.words.reader, this.words.notesUrl, (waiting, tried) => this.tell(waiting, tried));
  }

  async start() {
    document.addEventListener("selectionchange", () => this.onSelection());
    this.bar.addEventListener("mousedown", (event) => event.preventDefault());
    document.getElementById("note-mark").addEventListener("click", () => this.add(false));
    document.getElementById("note-write").addEventListener("click", () => this.add(true));
    document.getElementById("note-save").addEventListener("click", () => this.save());
    document.getElementById("note-delete").addEventListener("click", () => this.remove());
    this.lesson.addEventListener("click", (event) => this.onPress(event));
    this.lesson.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.classList.contains("note-mark")) this.onPress(event);
    });
    this.take(await this.fromServer());
    this.outbox.send();
    this.goToHash();
  }

  async fromServer() {
    try {
      return (await fetchJson(this.words.notesUrl)).notes;
    } catch (failure) {
      return [];
    }
  }

  /** Show the notes of the server, with what still waits here on top of them. */
  take(notes) {
    const all = {};
    for (const note of notes) all[note.key] = note;
    const waiting = this.outbox.waiting();
    for (const key of Object.keys(waiting)) {
      if (waiting[key] === null) delete all[key];
      else all[key] = Object.assign({ key }, waiting[key]);
    }
    for (const key of Object.keys(all)) this.show(all[key]);
  }

  show(note) {
    this.notes[note.key] = note;
    unmark(this.lesson, note.key);
    markPlace(this.lesson, note).forEach((mark, place) => {
      mark.classList.toggle("note-mark--written", Boolean(note.words));
      if (place > 0) return;
      mark.id = "note-" + note.key;
      mark.tabIndex = 0;
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", this.words.noteLabel + note.quote);
    });
  }

  onSelection() {
    this.chosen = placeOfSelection(this.lesson, window.getSelection());
    this.bar.hidden = !this.chosen;
  }

  add(writes) {
    const place = this.chosen;
    if (!place) return;
    const note = { block: place.block, start: place.start, end: place.end, quote: place.quote.slice(0, LONGEST_QUOTE), words: "", written_ms: Date.now() };
    const key = newKey();
    window.getSelection().removeAllRanges();
    this.bar.hidden = true;
    this.show(Object.assign({ key }, note));
    this.outbox.put(key, note);
    if (writes) this.edit(key);
  }

  onPress(event) {
    const mark = event.target.closest(".note-mark");
    if (mark && !event.target.closest(".term, a")) this.edit(mark.dataset.note);
  }

  edit(key) {
    this.open = key;
    document.getElementById("note-quote").textContent = this.notes[key].quote;
    this.text.value = this.notes[key].words;
    openDialog(this.dialog);
  }

  save() {
    const note = Object.assign({}, this.notes[this.open], { words: this.text.value.trim(), written_ms: Date.now() });
    this.show(note);
    const sent = Object.assign({}, note);
    delete sent.key;
    this.outbox.put(this.open, sent);
    closeDialog();
  }

  remove() {
    unmark(this.lesson, this.open);
    delete this.notes[this.open];
    this.outbox.put(this.open, null);
    closeDialog();
  }

  tell(waiting, tried) {
    this.state.dataset.waiting = String(waiting);
    if (!tried) return;
    this.state.textContent = waiting ? this.words.notesWaiting.replace("{count}", String(waiting)) : "";
    if (this.outbox.refused) {
      showToast(this.outbox.refused, "red");
      this.outbox.refused = "";
    }
  }

  goToHash() {
    if (window.location.hash.indexOf("#note-") !== 0) return;
    const mark = document.getElementById(window.location.hash.slice(1));
    if (mark) mark.scrollIntoView({ block: "center" });
  }
}
