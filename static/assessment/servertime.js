// The server's clock as seen from here; the device's own clock may be wrong or be set at any moment.

export class ServerTime {
  constructor(serverNow) {
    this.best = Infinity;
    this.base = serverNow;
    this.mark = performance.now();
  }

  /** Learn from a reply that carried the server's time and took so long, measured from departure. */
  learn(serverNow, departed) {
    const trip = performance.now() - departed;
    if (trip <= this.best * 1.5 || trip < 300) {
      this.best = Math.min(trip, this.best);
      this.base = serverNow + trip / 2;
      this.mark = performance.now();
    }
  }

  /** Forget how good the last measurement was: after sleep the steady clock may have stood still. */
  distrust() {
    this.best = Infinity;
  }

  now() {
    return this.base + (performance.now() - this.mark);
  }
}

const pad = (number) => (number < 10 ? "0" + number : String(number));

/** Milliseconds as 31:42 or 1:05:00, never below zero. */
export function asCountdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return (hours ? hours + ":" + pad(minutes) : pad(minutes)) + ":" + pad(seconds % 60);
}

/** An instant (UTC milliseconds) as the clock in Beijing shows it: 14:28:31. */
export function asClock(instant) {
  const there = new Date(instant + 8 * 3600 * 1000);
  return [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(pad).join(":");
}
