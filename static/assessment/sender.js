// Carries events from the outbox to the server until each has its receipt.

import { csrfToken } from "../js/base/fetch_json.js";

const BATCH = 50;
const BATCH_CHARACTERS = 60000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20000;
const REQUEST_MS = 25000;

/** Post JSON; resolves to {status, reply, retryAfter}, with status 0 when no answer came. Never rejects. */
export async function post(url, body, options) {
  const wishes = options || {};
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), REQUEST_MS);
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() };
  try {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      keepalive: Boolean(wishes.keepalive),
      headers: Object.assign(headers, wishes.headers || {}),
      body: wishes.text || JSON.stringify(body),
      signal: stop.signal,
    });
    const reply = await response.json().catch(() => null);
    return { status: response.status, reply: reply, retryAfter: Number(response.headers.get("Retry-After")) || 0 };
  } catch (failure) {
    return { status: 0, reply: null, retryAfter: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** How long to wait before try number `failures` (from 0): full jitter, never before the server asked us back. */
export function waitBefore(failures, retryAfter) {
  const limit = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * Math.pow(2, failures));
  return retryAfter * 1000 + Math.random() * limit;
}

/** As many events from the front as one request may carry, at least one. */
function withinSize(events) {
  let size = 0;
  return events.filter((event, index) => {
    size += JSON.stringify(event.payload).length;
    return index === 0 || size <= BATCH_CHARACTERS;
  });
}

export class Sender {
  /**
   * `report` is called with saving, saved, waiting, offline, signed_out, refused, rejected, late, superseded or closed,
   * and what there is to know about it.
   */
  constructor(outbox, url, report) {
    this.outbox = outbox;
    this.url = url;
    this.report = report;
    this.failures = 0;
    this.timer = null;
    this.running = null;
    this.again = false;
    this.paused = false;
  }

  /** Send what is waiting; resolves to true when nothing is left. */
  flush() {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.drain().finally(() => {
      this.running = null;
      if (this.again) {
        this.again = false;
        this.flush();
      }
    });
    return this.running;
  }

  async drain() {
    while (!this.paused) {
      const events = withinSize(await this.outbox.unsent(BATCH));
      if (!events.length) {
        return true;
      }
      this.report("saving", { waiting: events.length });
      const outcome = await post(this.url, { client_id: this.outbox.client, events: events });
      if (!(await this.settle(outcome, events))) {
        return false;
      }
    }
    return false;
  }

  /** Take the receipts in; true when sending may go on at once. */
  async settle(outcome, events) {
    const results = outcome.reply && outcome.reply.events;
    if (Array.isArray(results)) {
      return (await this.takeReceipts(results, events)) && !this.paused;
    }
    if (outcome.status === 401) {
      this.paused = true;
      this.report("signed_out", {});
      return false;
    }
    if (outcome.status >= 400 && outcome.status < 500 && outcome.status !== 408 && outcome.status !== 429) {
      this.paused = true;
      this.report("refused", { error: outcome.reply && outcome.reply.error });
      return false;
    }
    this.retryLater(outcome);
    return false;
  }

  /** Drop what the server has dealt with, and only that; true when there was anything. */
  async takeReceipts(results, events) {
    const sent = new Set(events.map((event) => event.op_id));
    const answered = results.filter((result) => sent.has(result.op_id) && (result.receipt || result.status === 422));
    if (!answered.length) {
      this.retryLater({ status: 200, retryAfter: 0 });
      return false;
    }
    this.failures = 0;
    await this.outbox.remove(answered.map((result) => result.op_id));
    const superseded = answered.some((result) => result.reason === "stale_epoch");
    const closed = answered.some((result) => result.reason === "after_submit" || result.reason === "after_close");
    const saved = answered.filter((result) => result.status === 200);
    if (saved.length) {
      this.report("saved", { at: Math.max.apply(null, saved.map((result) => result.t_arr)), results: saved });
    }
    answered.filter((result) => result.status === 422).forEach((result) => this.report("rejected", result));
    if (answered.some((result) => result.status === 410)) {
      this.report("late", {});
    }
    if (superseded || closed) {
      this.paused = true;
      this.report(superseded ? "superseded" : "closed", {});
    }
    return true;
  }

  retryLater(outcome) {
    const wait = waitBefore(this.failures, outcome.retryAfter);
    this.failures += 1;
    this.report(outcome.status === 0 ? "offline" : "waiting", {});
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  resume() {
    this.paused = false;
    this.failures = 0;
    return this.flush();
  }

  /** The page is going away: one last try that outlives it. Receipts are collected by the next page. */
  async farewell() {
    const events = await this.outbox.unsent(BATCH);
    if (!events.length || this.paused) {
      return;
    }
    const body = { client_id: this.outbox.client, events: events };
    if (window.Request && "keepalive" in Request.prototype) {
      post(this.url, body, { keepalive: true });
    } else if (navigator.sendBeacon) {
      // Carries no CSRF header and is refused by strict servers; the outbox still holds every answer.
      navigator.sendBeacon(this.url, new Blob([JSON.stringify(body)], { type: "application/json" }));
    }
  }
}
