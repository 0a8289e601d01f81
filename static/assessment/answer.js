// The answer page: choosing, keeping, sending, handing in. The server decides everything that counts.

import { ask } from "../js/base/confirm.js";
import { closeDialog, openDialog } from "../js/base/dialog.js";
import { showCountdown } from "../js/base/countdown.js";
import { showToast } from "../js/base/toast.js";
import { uuid7 } from "./ids.js";
import { Leadership } from "./leader.js";
import { continuedInMemory, openOutbox } from "./outbox.js";
import { SaveState } from "./savestate.js";
import { isWritten } from "./reading.js";
import { post, Sender, waitBefore } from "./sender.js";
import { sentence, Sheet } from "./sheet.js";
import { SignIn } from "./signin.js";

const HEARTBEAT_MS = 30000;

class AnswerPage {
  constructor(root) {
    this.root = root;
    this.urls = root.dataset;
    this.epoch = Number(root.dataset.epoch);
    this.saveState = new SaveState(document.querySelector("[data-save]"), Number(root.dataset.zoneOffset));
    this.sheet = new Sheet(root, (itemNo, payload) => this.keep(itemNo, payload));
    this.countdown = showCountdown(document.querySelector("[data-countdown]"));
    this.signIn = new SignIn(document.getElementById("sign-in"));
    this.lastSavedAt = 0;
    this.seq = 0;
    this.keeping = Promise.resolve();
    this.ended = false;
    this.refused = new Set();
  }

  async start() {
    this.sheet.freeze(true);
    this.listen();
    this.sheet.show(0, { quiet: true });
    this.outbox = await openOutbox(this.urls.member, this.urls.attempt);
    if (!this.outbox.durable) {
      this.warnOfStorage();
    }
    this.sender = new Sender(this.outbox, this.urls.eventsUrl, (state, detail) => this.report(state, detail));
    this.leadership = new Leadership("attempt-" + this.urls.attempt, {
      lead: () => this.lease(false),
      yieldTo: () => this.watch("elsewhere"),
    });
    this.leadership.start();
    setInterval(() => this.heartbeat(), HEARTBEAT_MS * (0.8 + Math.random() * 0.4));
  }

  listen() {
    this.root.addEventListener("submit", (event) => event.preventDefault()); // Enter in a lone field
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("countdown:over", () => this.timeIsUp());
    this.root.addEventListener("sheet:shown", () => this.showWays());
    window.addEventListener("online", () => this.wake());
    window.addEventListener("focus", () => this.wake());
    window.addEventListener("pagehide", () => this.part());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.part();
      } else {
        this.wake();
      }
    });
  }

  part() {
    this.sheet.settle();
    if (this.sender) {
      this.keeping.then(() => this.sender.farewell());
    }
  }

  clicked(event) {
    const cell = event.target.closest("[data-answer-card] [data-item]");
    const action = event.target.closest("[data-act]");
    if (cell) {
      event.preventDefault();
      closeDialog();
      this.sheet.show(this.sheet.questions.findIndex((each) => each.dataset.question === cell.dataset.item));
    } else if (action) {
      this.act(action.dataset.act);
    }
  }

  act(name) {
    const acts = {
      previous: () => this.sheet.show(this.sheet.index - 1),
      next: () => this.sheet.show(this.sheet.index + 1),
      flag: () => this.sheet.flag(),
      submit: () => this.confirmSubmission(),
      lead: () => this.leadership.takeOver(),
      takeover: () => this.lease(true),
    };
    acts[name]();
  }

  pressed(event) {
    const busy = document.querySelector(".dialog.is-open") || event.ctrlKey || event.metaKey || event.altKey;
    const theirs = isWritten(event.target) || event.target.closest("[data-arrows]") || event.defaultPrevented;
    if (busy || theirs || this.ended) {
      return;
    }
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      this.sheet.show(this.sheet.index + (event.key === "ArrowLeft" ? -1 : 1));
    } else if (/^[1-9]$/.test(event.key)) {
      this.sheet.press(Number(event.key) - 1);
    } else if (/^[a-z]$/i.test(event.key)) {
      this.sheet.press(event.key.toUpperCase().charCodeAt(0) - 65);
    }
  }

  showWays() {
    const atEnd = this.sheet.isLast;
    document.querySelector('[data-way="next"]').hidden = atEnd;
    document.querySelector('[data-way="submit"]').hidden = !atEnd;
    document.querySelector('[data-act="previous"]').disabled = this.sheet.index === 0;
  }

  /** Ask the server to let this device write; the reply brings every answer stored so far. */
  async lease(takeOver) {
    const departed = performance.now();
    const body = { client_id: this.outbox.client, take_over: takeOver };
    const outcome = await post(this.urls.leaseUrl, body);
    const code = outcome.reply && outcome.reply.error && outcome.reply.error.code;
    if (outcome.status === 200) {
      await this.begin(outcome.reply, departed);
    } else if (outcome.status === 401) {
      this.askToSignIn(() => this.lease(takeOver));
    } else if (code === "illegal_step") {
      this.leave();
    } else if (code === "held_elsewhere") {
      this.watch("otherDevice");
    } else if (outcome.status === 0 || outcome.status >= 500 || outcome.status === 429) {
      this.beginOffline(takeOver, outcome.retryAfter);
    } else {
      showToast(outcome.reply && outcome.reply.error ? outcome.reply.error.sentence : sentence("broken"), "red");
    }
  }

  async begin(standing, departed) {
    this.epoch = standing.epoch;
    this.learnTime(standing, departed);
    await this.outbox.startAfter(standing.last_seq);
    this.seq = await this.outbox.sequence();
    Object.keys(standing.answers).forEach((itemNo) => this.sheet.fill(itemNo, standing.answers[itemNo]));
    const waiting = await this.outbox.unsent(Infinity);
    waiting.filter((event) => event.epoch === this.epoch).forEach((event) => this.sheet.fill(event.item_no, event.payload));
    this.watch(null);
    this.sheet.freeze(this.ended);
    this.sender.resume();
  }

  // The paper is here and the outbox keeps what is chosen: the network may come back later.
  async beginOffline(takeOver, retryAfter) {
    const lasts = await this.outbox.lasts();
    lasts.forEach((event) => this.sheet.fill(event.item_no, event.payload));
    this.sheet.freeze(this.ended || takeOver);
    this.saveState.show("offline");
    this.leaseFailures = (this.leaseFailures || 0) + 1;
    setTimeout(() => this.lease(takeOver), waitBefore(this.leaseFailures, retryAfter));
  }

  /** Only watch, and say why: another tab, or another device; null ends the watching. */
  watch(why) {
    ["elsewhere", "otherDevice"].forEach((each) => {
      document.querySelector('[data-watching="' + each + '"]').hidden = each !== why;
    });
    if (why) {
      this.sheet.freeze(true);
      if (this.sender) {
        this.sender.paused = true;
      }
    }
  }

  /** Keep an answer here first, then send it. One after the other, so that sequence follows the hand. */
  keep(itemNo, payload) {
    this.saveState.show("saving");
    this.keeping = this.keeping.then(() => this.store(itemNo, payload)).then(() => this.sender.flush());
  }

  async store(itemNo, payload) {
    const event = {
      item_no: itemNo,
      epoch: this.epoch,
      payload: payload,
      client_wall: Date.now(),
      client_mono: Math.round(performance.now()),
    };
    try {
      this.seq = (await this.outbox.add(event)).client_seq;
    } catch (full) {
      await this.goOnInMemory();
      this.seq = (await this.outbox.add(event)).client_seq;
    }
  }

  async goOnInMemory() {
    const lasts = await this.outbox.lasts().catch(() => []);
    const waiting = await this.outbox.unsent(Infinity).catch(() => []);
    const memory = continuedInMemory(this.outbox, this.seq);
    lasts.forEach((event) => memory.last.set(event.item_no, event));
    waiting.forEach((event) => memory.log.set(event.op_id, event));
    this.outbox = memory;
    this.sender.outbox = memory;
    this.warnOfStorage();
  }

  warnOfStorage() {
    document.querySelector("[data-storage-warning]").hidden = false;
  }

  report(state, detail) {
    const shown = { saving: "saving", waiting: "local", offline: "offline", refused: "local", rejected: "local" }[state];
    if (shown) {
      this.saveState.show(shown);
    }
    if (state === "saved") {
      this.lastSavedAt = Math.max(this.lastSavedAt, detail.at);
      this.showSaved();
    } else if (state === "signed_out") {
      this.saveState.show("local");
      this.askToSignIn(() => this.lease(false));
    } else if (state === "superseded") {
      this.watch("otherDevice");
    } else if (state === "closed") {
      this.leave();
    } else if (state === "late") {
      showToast(sentence("late"), "amber");
    } else if (state === "rejected" || state === "refused") {
      const told = detail.sentence || (detail.error && detail.error.sentence) || sentence("broken");
      showToast(told, "red");
    }
  }

  // 已保存 stands for everything chosen so far: one answer still on its way, and it says 正在保存.
  async showSaved() {
    const waiting = await this.outbox.unsent(1);
    this.saveState.show(waiting.length ? "saving" : "saved", this.lastSavedAt);
  }

  async heartbeat() {
    if (this.ended || !this.outbox) {
      return;
    }
    const departed = performance.now();
    try {
      const url = this.urls.stateUrl + "?client_id=" + this.outbox.client;
      const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (response.status === 401) {
        this.askToSignIn(() => this.lease(false));
        return;
      }
      const standing = await response.json();
      if (standing.state !== "in_progress") {
        this.leave();
      } else {
        this.learnTime(standing, departed);
        if (!standing.holds_lease && this.leadership.leading) {
          this.watch("otherDevice");
        }
      }
    } catch (offline) {
      // The next beat will tell; what is chosen meanwhile stays in the outbox.
    }
  }

  learnTime(standing, departed) {
    this.countdown.synchronise(standing.server_now + (performance.now() - departed) / 2);
    this.countdown.moveDeadline(standing.deadline_at);
  }

  wake() {
    this.heartbeat();
    if (this.sender && !this.sender.paused) {
      this.sender.flush();
    }
  }

  askToSignIn(then) {
    this.signIn.open().then(then);
  }

  async confirmSubmission() {
    closeDialog();
    const left = this.sheet.unanswered();
    const question = left ? sentence("unanswered", { count: left }) : sentence("allAnswered");
    if (await ask(question, { title: sentence("submitTitle"), yes: sentence("submit"), no: sentence("goOn") })) {
      this.submit(false);
    }
  }

  timeIsUp() {
    if (!this.ended && this.leadership && this.leadership.leading) {
      document.querySelector("[data-time-up]").hidden = false;
      this.submit(true);
    } else if (!this.ended) {
      this.heartbeat();
    }
  }

  /** Hand in with every answer this device knows; the same key until it is answered. */
  async submit(force) {
    this.sheet.settle();
    this.ended = true;
    this.sheet.freeze(true);
    await this.keeping;
    await this.sender.flush();
    const lasts = await this.outbox.lasts();
    const body = {
      client_id: this.outbox.client,
      epoch: this.epoch,
      answers: lasts.filter((event) => event.epoch === this.epoch),
      vector: { [this.outbox.client]: await this.outbox.sequence() },
      force: force,
    };
    this.deliver(JSON.stringify(body), uuid7(Date.now()), 0);
  }

  async deliver(text, key, failures) {
    const outcome = await post(this.urls.submissionUrl, null, { text: text, headers: { "Idempotency-Key": key } });
    const code = outcome.reply && outcome.reply.error && outcome.reply.error.code;
    const again = () => this.deliver(text, key, failures + 1);
    if (outcome.status === 200) {
      await this.outbox.wipe();
      this.leave();
    } else if (outcome.status === 401) {
      this.askToSignIn(again);
    } else if (outcome.status === 0 || outcome.status >= 500 || outcome.status === 429) {
      this.saveState.show(outcome.status === 0 ? "offline" : "local");
      setTimeout(again, waitBefore(failures, outcome.retryAfter));
    } else {
      this.cannotSubmit(outcome.status, code, outcome.reply);
    }
  }

  cannotSubmit(status, code, reply) {
    const told = reply && reply.error ? reply.error.sentence : sentence("broken");
    if (code === "illegal_step") {
      this.leave();
    } else if (status === 410) {
      setTimeout(() => this.awaitClosing(), 5000);
    } else if (code === "missing_events") {
      this.resume(told);
      ask(told, { title: sentence("submitTitle"), yes: sentence("submitAnyway"), no: sentence("goOn") }).then((agreed) => {
        if (agreed) {
          this.submit(true);
        }
      });
    } else {
      this.resume(told);
      if (code === "stale_epoch") {
        this.watch("otherDevice");
      }
    }
  }

  resume(told) {
    this.ended = false;
    this.sheet.freeze(false);
    showToast(told, "amber");
  }

  // After grace and settle margin the server closes by itself; then there is a result page.
  awaitClosing() {
    this.ended = false;
    this.heartbeat().then(() => setTimeout(() => this.awaitClosing(), 5000));
  }

  leave() {
    this.ended = true;
    window.location.replace(this.urls.resultUrl);
  }
}

new AnswerPage(document.getElementById("paper")).start();
