// One tab of a browser writes, the others watch. Web Locks where there are any, else a stamp in localStorage.

const STAMP_MS = 1000;
const STALE_MS = 4000;

/** Calls lead() once this tab is the one that writes, and yieldTo() when another tab has taken over. */
export class Leadership {
  constructor(name, handlers) {
    this.name = "leader-" + name;
    this.handlers = handlers;
    this.tab = String(Math.random()).slice(2);
    this.leading = false;
    this.release = null;
    this.timer = null;
  }

  start() {
    window.addEventListener("storage", (event) => this.heard(event));
    window.addEventListener("pagehide", () => this.resign());
    if (navigator.locks) {
      this.queueForLock({});
    } else {
      this.claimStamp(false);
    }
  }

  /** Take over from the tab that leads now. */
  takeOver() {
    if (navigator.locks) {
      this.queueForLock({ steal: true });
    } else {
      this.claimStamp(true);
    }
  }

  queueForLock(options) {
    let asked = true;
    if (!options.steal) {
      navigator.locks.request(this.name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          this.handlers.yieldTo();
        }
      });
    }
    navigator.locks
      .request(this.name, options, () => {
        asked = false;
        this.become(true);
        return new Promise((resolve) => {
          this.release = resolve;
        });
      })
      .catch(() => {
        if (!asked) {
          this.become(false);
        }
      });
  }

  claimStamp(force) {
    const held = this.stamp();
    const free = !held || held.tab === this.tab || Date.now() - held.at > STALE_MS;
    if (force || free) {
      this.keepStamp();
      this.become(true);
    } else {
      this.become(false);
    }
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), STAMP_MS);
  }

  tick() {
    const held = this.stamp();
    if (this.leading && held && held.tab !== this.tab) {
      this.become(false);
    } else if (this.leading) {
      this.keepStamp();
    } else if (!held || Date.now() - held.at > STALE_MS) {
      this.claimStamp(true);
    }
  }

  stamp() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch (refused) {
      return null;
    }
  }

  keepStamp() {
    try {
      localStorage.setItem(this.name, JSON.stringify({ tab: this.tab, at: Date.now() }));
    } catch (refused) {
      // Without storage no tab can know of another; the server's lease still decides.
    }
  }

  heard(event) {
    if (event.key === this.name && !navigator.locks) {
      this.tick();
    }
  }

  become(leading) {
    if (leading === this.leading && leading) {
      return;
    }
    this.leading = leading;
    if (leading) {
      this.handlers.lead();
    } else {
      this.handlers.yieldTo();
    }
  }

  resign() {
    const held = this.stamp();
    if (this.leading && held && held.tab === this.tab) {
      localStorage.removeItem(this.name);
    }
    if (this.release) {
      this.release();
    }
  }
}
