// Signing in again over the answer page, so that nothing on it is lost.

import { closeDialog, openDialog } from "../js/base/dialog.js";

export class SignIn {
  constructor(dialog) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.error = dialog.querySelector("[data-sign-in-error]");
    this.waiting = [];
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  /** Show the form; resolves once the person is signed in. */
  open() {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.dialog.classList.contains("is-open")) {
        openDialog(this.dialog);
      }
    });
  }

  async send() {
    const fields = this.form.elements;
    const body = { staff_no: fields.staff_no.value, password: fields.password.value };
    this.error.hidden = true;
    const reply = await this.post(body);
    if (reply && reply.ok) {
      document.querySelector('meta[name="csrf-token"]').content = reply.csrf_token;
      fields.password.value = "";
      closeDialog();
      this.waiting.splice(0).forEach((resolve) => resolve());
      return;
    }
    this.error.textContent = (reply && reply.error && reply.error.sentence) || this.error.dataset.offline;
    this.error.hidden = false;
  }

  async post(body) {
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
      });
      return await response.json();
    } catch (offline) {
      return null;
    }
  }
}
