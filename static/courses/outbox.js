/* The text of one draft lesson on this machine until the server has it. */

/** Keeps one unsent text in localStorage, by lesson and person. */
export class Outbox {
  constructor(lesson, member) {
    this.key = `draft-lesson:${member}:${lesson}`;
  }

  /** Return what waits, or null; a browser without storage keeps nothing. */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch (error) {
      return null;
    }
  }

  /** Keep a text; tells whether it could be kept. */
  keep(values) {
    try {
      localStorage.setItem(this.key, JSON.stringify(values));
      return true;
    } catch (error) {
      return false;
    }
  }

  /** Forget what waits: the server has it, or its author chose another text. */
  clear() {
    try {
      localStorage.removeItem(this.key);
    } catch (error) {
      // A browser without storage has nothing to forget.
    }
  }
}
