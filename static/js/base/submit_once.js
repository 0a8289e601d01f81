/* Forms with data-submit-once are sent once, however often the button is pressed. */
import { words } from "./words.js";

/** Guard all such forms; a return to the page by the back button frees them again. */
export function startSubmitOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !("submitOnce" in form.dataset)) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // After the event, so that the pressed button's own name and value still travel.
    setTimeout(() => buttonsOf(form).forEach(wait), 0);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      buttonsOf(form).forEach(free);
    });
  });
}

function buttonsOf(form) {
  return Array.from(form.querySelectorAll("button[type=submit]"));
}

function wait(button) {
  button.classList.add("is-busy");
  button.setAttribute("aria-disabled", "true");
  button.title = words("sending");
}

function free(button) {
  button.classList.remove("is-busy");
  button.removeAttribute("aria-disabled");
  button.removeAttribute("title");
}
