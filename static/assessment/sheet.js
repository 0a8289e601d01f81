// The questions on the screen: which one shows, what is chosen, what the answer card says.

import { filled } from "../js/base/words.js";
import { markCell } from "../js/base/answer_card.js";
import { fillAnswer, isWritten, readAnswer } from "./reading.js";

const WRITING_MS = 2500;

export class Sheet {
  /** `onChoose(itemNo, payload)` is called when the candidate changes an answer. */
  constructor(root, onChoose) {
    this.root = root;
    this.questions = Array.from(root.querySelectorAll("[data-question]"));
    this.card = document.querySelector("[data-answer-card]");
    this.place = document.querySelector("[data-place]");
    this.bar = document.querySelector("[data-bar]");
    this.onChoose = onChoose;
    this.index = 0;
    this.flags = new Set();
    this.told = new Map();
    this.timers = new Map();
    root.addEventListener("change", (event) => this.changed(event.target));
    root.addEventListener("input", (event) => this.written(event.target));
    this.questions.forEach((question, index) => this.mark(index));
  }

  changed(input) {
    const question = input.closest("[data-question]");
    if (question) {
      this.tell(question);
    }
  }

  /** Text is kept while it is written: after a pause, and at the latest every so often. */
  written(input) {
    const question = input.closest("[data-question]");
    if (question && isWritten(input) && !this.timers.has(question)) {
      this.timers.set(question, setTimeout(() => this.tell(question), WRITING_MS));
    }
  }

  tell(question) {
    clearTimeout(this.timers.get(question));
    this.timers.delete(question);
    const payload = this.payloadOf(question);
    const text = JSON.stringify(payload);
    this.mark(this.questions.indexOf(question));
    if (this.told.get(question) !== text) {
      this.told.set(question, text);
      this.onChoose(this.numberOf(question), payload);
    }
  }

  /** Keep at once what is still being written. */
  settle() {
    Array.from(this.timers.keys()).forEach((question) => this.tell(question));
  }

  numberOf(question) {
    return Number(question.dataset.question);
  }

  /** The answer as the server stores it; null when nothing is said. */
  payloadOf(question) {
    return readAnswer(question);
  }

  /** Show an answer that was stored before. */
  fill(itemNo, payload) {
    const index = this.questions.findIndex((question) => this.numberOf(question) === Number(itemNo));
    if (index < 0) {
      return;
    }
    const question = this.questions[index];
    if (!this.timers.has(question)) {
      fillAnswer(question, payload);
      this.told.set(question, JSON.stringify(payload));
    }
    this.mark(index);
  }

  /** Show question `index` (from 0) and put the reading position there. */
  show(index, options) {
    if (index < 0 || index >= this.questions.length) {
      return;
    }
    const before = this.index;
    this.index = index;
    this.questions.forEach((question, number) => {
      question.hidden = number !== index;
    });
    this.mark(before);
    this.mark(index);
    this.place.textContent = this.questions[index].dataset.place;
    this.bar.value = index + 1;
    window.scrollTo(0, 0);
    if (!options || !options.quiet) {
      this.questions[index].querySelector("[data-stem]").focus();
    }
    this.root.dispatchEvent(new CustomEvent("sheet:shown", { bubbles: true }));
  }

  get isLast() {
    return this.index === this.questions.length - 1;
  }

  /** Choose the option at a position (from 0) of the present question, as a press of its key does. */
  press(position) {
    const lettered = this.questions[this.index].querySelector("[data-keys]");
    const input = lettered && lettered.querySelectorAll("input")[position];
    if (input && !input.disabled) {
      input.click();
      input.focus();
    }
  }

  flag() {
    const number = this.numberOf(this.questions[this.index]);
    this.flags[this.flags.has(number) ? "delete" : "add"](number);
    this.mark(this.index);
  }

  mark(index) {
    const question = this.questions[index];
    const number = this.numberOf(question);
    const flagged = this.flags.has(number);
    const state = { answered: this.payloadOf(question) !== null, flagged: flagged, current: index === this.index };
    markCell(this.card, number, state);
    const button = question.querySelector("[data-flag]");
    button.setAttribute("aria-pressed", String(flagged));
  }

  unanswered() {
    return this.questions.filter((question) => this.payloadOf(question) === null).length;
  }

  freeze(frozen) {
    this.questions.forEach((question) => {
      question.querySelector("fieldset").disabled = frozen;
    });
  }
}

/** A sentence of this page by name, with its values filled in. */
export function sentence(name, values) {
  const said = document.getElementById("sentences").dataset[name] || "";
  return values ? filled(said, values) : said;
}
