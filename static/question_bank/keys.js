// Keys for those who work through the bank: Ctrl+S saves, Ctrl+Enter saves and goes on, Alt+arrows step through the list.
document.addEventListener("keydown", (event) => {
  if (event.isComposing) {
    return;
  }
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === "s") {
    press(event, "[data-save]");
  } else if (control && event.key === "Enter") {
    press(event, document.querySelector("[data-save-next]") ? "[data-save-next]" : "[data-save]");
  } else if (event.altKey && event.key === "ArrowUp") {
    press(event, "[data-step=before]");
  } else if (event.altKey && event.key === "ArrowDown") {
    press(event, "[data-step=after]");
  }
});

function press(event, selector) {
  const wanted = document.querySelector(selector);
  if (wanted) {
    event.preventDefault();
    wanted.click();
  }
}
