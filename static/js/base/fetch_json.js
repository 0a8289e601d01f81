/* One way to speak JSON with the server: CSRF header, time limit, refusals as sentences. */
import { words } from "./words.js";

/** A refusal or a broken connection. `sentence` is for the reader; `status` is 0 when no answer came. */
export class RequestFailed extends Error {
  constructor(sentence, status, body) {
    super(sentence);
    this.name = "RequestFailed";
    this.sentence = sentence;
    this.status = status;
    this.body = body;
  }
}

/** Return the token that proves a request comes from this page. */
export function csrfToken() {
  const meta = document.querySelector('meta[name="csrf-token"]');
  return meta ? meta.content : "";
}

/** Send `body` (or nothing) to `url` and return the JSON answer; rejects with RequestFailed. */
export async function fetchJson(url, { method = "GET", body = null, timeoutMs = 10000, keepalive = false } = {}) {
  const response = await answerWithin(timeoutMs, url, {
    method,
    keepalive,
    credentials: "same-origin",
    cache: "no-store",
    headers: headersFor(method, body),
    body: body === null ? undefined : JSON.stringify(body),
  });
  const answer = await readBody(response);
  if (response.ok && !response.redirected) return answer;
  throw failureOf(response, answer);
}

async function answerWithin(timeoutMs, url, options) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await fetch(url, Object.assign({ signal: controller.signal }, options));
  } catch (error) {
    throw new RequestFailed(words(controller.signal.aborted ? "slow" : "offline"), 0, null);
  } finally {
    clearTimeout(timer);
  }
}

function headersFor(method, body) {
  const headers = { Accept: "application/json" };
  if (body !== null) headers["Content-Type"] = "application/json";
  if (method !== "GET" && method !== "HEAD") headers["X-CSRFToken"] = csrfToken();
  return headers;
}

async function readBody(response) {
  if (response.status === 204) return null;
  try {
    return JSON.parse(await response.text());
  } catch (error) {
    return null;
  }
}

function failureOf(response, answer) {
  const told = answer && answer.error && answer.error.sentence;
  const signedOut = response.status === 401 || response.redirected;
  return new RequestFailed(told || words(signedOut ? "signedOut" : "broken"), signedOut ? 401 : response.status, answer);
}
