// The answers of one member in one attempt, kept in this browser until the server has receipted them.
//
// One IndexedDB database for each (member, attempt): "log" holds every event without a receipt, "last" the last event
// of each item, "meta" the client's name and sequence. Sequence, log and last change in one transaction, so a tab that
// dies half-way leaves nothing torn and two tabs never use a number twice.

import { clientId, uuid7 } from "./ids.js";

const WIPE_MS = 1000;

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
  });
}

function opened(name) {
  return new Promise((resolve, reject) => {
    if (!window.indexedDB) {
      reject(new Error("no IndexedDB"));
      return;
    }
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("log", { keyPath: "op_id" });
      request.result.createObjectStore("last", { keyPath: "item_no" });
      request.result.createObjectStore("meta");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/** Events kept in memory only: what is left when the browser refuses storage. Nothing survives a reload. */
class MemoryOutbox {
  constructor(name) {
    this.durable = false;
    this.log = new Map();
    this.last = new Map();
    this.seq = 0;
    this.client = rememberedClient(name);
  }

  add(event) {
    this.seq += 1;
    const entry = Object.assign({ op_id: uuid7(event.client_wall), client_seq: this.seq }, event);
    this.log.set(entry.op_id, entry);
    this.last.set(entry.item_no, entry);
    return Promise.resolve(entry);
  }

  unsent(limit) {
    return Promise.resolve(bySequence(Array.from(this.log.values())).slice(0, limit));
  }

  lasts() {
    return Promise.resolve(Array.from(this.last.values()));
  }

  remove(opIds) {
    opIds.forEach((opId) => this.log.delete(opId));
    return Promise.resolve();
  }

  startAfter(seq) {
    this.seq = Math.max(this.seq, seq);
    return Promise.resolve();
  }

  sequence() {
    return Promise.resolve(this.seq);
  }

  forgetLast() {
    this.last.clear();
    return Promise.resolve();
  }

  wipe() {
    this.log.clear();
    this.last.clear();
    return Promise.resolve();
  }
}

function bySequence(entries) {
  return entries.sort((one, other) => one.client_seq - other.client_seq);
}

// A reload of a browser without IndexedDB should not look like another device.
function rememberedClient(name) {
  try {
    const kept = sessionStorage.getItem(name) || clientId();
    sessionStorage.setItem(name, kept);
    return kept;
  } catch (refused) {
    return clientId();
  }
}

class StoredOutbox {
  constructor(database, name, client) {
    this.durable = true;
    this.database = database;
    this.name = name;
    this.client = client;
  }

  /** Give an event its sequence number and keep it; resolves once the browser has it on its disk. */
  async add(event) {
    const transaction = this.database.transaction(["log", "last", "meta"], "readwrite");
    const done = finished(transaction);
    const meta = transaction.objectStore("meta");
    const seq = ((await promised(meta.get("seq"))) || 0) + 1;
    const entry = Object.assign({ op_id: uuid7(event.client_wall), client_seq: seq }, event);
    meta.put(seq, "seq");
    transaction.objectStore("log").put(entry);
    transaction.objectStore("last").put(entry);
    await done;
    return entry;
  }

  async unsent(limit) {
    const entries = await promised(this.database.transaction("log").objectStore("log").getAll());
    return bySequence(entries).slice(0, limit);
  }

  lasts() {
    return promised(this.database.transaction("last").objectStore("last").getAll());
  }

  remove(opIds) {
    const transaction = this.database.transaction("log", "readwrite");
    opIds.forEach((opId) => transaction.objectStore("log").delete(opId));
    return finished(transaction);
  }

  /** Never reuse a sequence number that the server has already seen from this client. */
  async startAfter(seq) {
    const transaction = this.database.transaction("meta", "readwrite");
    const done = finished(transaction);
    const meta = transaction.objectStore("meta");
    const held = (await promised(meta.get("seq"))) || 0;
    if (seq > held) {
      meta.put(seq, "seq");
    }
    await done;
  }

  async sequence() {
    return (await promised(this.database.transaction("meta").objectStore("meta").get("seq"))) || 0;
  }

  forgetLast() {
    const transaction = this.database.transaction("last", "readwrite");
    transaction.objectStore("last").clear();
    return finished(transaction);
  }

  /** Remove everything once the server has receipted the submission. */
  wipe() {
    this.database.close();
    const gone = promised(indexedDB.deleteDatabase(this.name)).catch(() => undefined);
    return Promise.race([gone, new Promise((resolve) => setTimeout(resolve, WIPE_MS))]);
  }
}

/** An outbox in memory that goes on where a stored one had to stop, for example because the disk is full. */
export function continuedInMemory(stored, seq) {
  const outbox = new MemoryOutbox(stored.name || "");
  outbox.client = stored.client;
  outbox.seq = seq;
  return outbox;
}

/** The outbox of this member and attempt; one in memory, with durable === false, when storage is refused. */
export async function openOutbox(member, attempt) {
  const name = "shuren-attempt-" + member + "-" + attempt;
  try {
    const database = await opened(name);
    database.onversionchange = () => database.close();
    const transaction = database.transaction("meta", "readwrite");
    const done = finished(transaction);
    const meta = transaction.objectStore("meta");
    const held = await promised(meta.get("client"));
    const client = held || clientId();
    if (!held) {
      meta.put(client, "client");
    }
    await done;
    return new StoredOutbox(database, name, client);
  } catch (refused) {
    return new MemoryOutbox(name);
  }
}
