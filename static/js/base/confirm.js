/* Forms and links with data-confirm ask first, and the question names what is destroyed. */
import { closeDialog, openDialog } from "./dialog.js";
import { words } from "./words.js";

/** Ask a question in a dialog; resolves to true or false. */
export function ask(sentence, { title = words("confirmTitle"), yes = words("confirm"), no = words("cancel") } = {}) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = dialogOf(title, sentence, yes, no, () => {
      answer = true;
      closeDialog();
    });
    dialog.addEventListener("dialog:closed", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.appendChild(dialog);
    openDialog(dialog);
  });
}

/** Hold every form with data-confirm (or sent by a button with data-confirm) until the reader agrees. */
export function startConfirm() {
  let pressed = null;
  document.addEventListener("click", (event) => {
    pressed = event.target.closest("button, input[type=submit]");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = pressed && pressed.form === form ? pressed : null;
    const source = button && button.dataset.confirm ? button : form;
    if (!source.dataset.confirm || form.dataset.agreed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const options = source.dataset.confirmLabel ? { yes: source.dataset.confirmLabel } : {};
    ask(source.dataset.confirm, options).then((agreed) => {
      if (agreed) sendAgreed(form, button);
    });
  });
}

function sendAgreed(form, button) {
  form.dataset.agreed = "yes";
  if (button && button.type === "submit") button.click();
  else form.submit();
  delete form.dataset.agreed;
}

function dialogOf(title, sentence, yes, no, onYes) {
  const dialog = element("div", "dialog");
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-labelledby", "ask-title");
  dialog.setAttribute("aria-describedby", "ask-words");
  dialog.tabIndex = -1;
  const box = element("div", "dialog__box");
  const heading = element("h2", "dialog__title", title);
  heading.id = "ask-title";
  const paragraph = element("p", "pre-line", sentence);
  paragraph.id = "ask-words";
  const actions = element("div", "dialog__actions");
  const cancel = element("button", "button button--outline", no);
  cancel.type = "button";
  cancel.dataset.closes = "";
  cancel.dataset.first = "";
  const agree = element("button", "button button--primary", yes);
  agree.type = "button";
  agree.addEventListener("click", onYes);
  actions.append(cancel, agree);
  box.append(heading, paragraph, actions);
  dialog.appendChild(box);
  return dialog;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
