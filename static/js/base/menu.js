/* The staff menu as a drawer on small screens. */
import { keepInside, reachable } from "./focus_trap.js";

/** Let the entry of this page, and the chosen tab of a long row, be in sight: without moving the page itself. */
export function showCurrent() {
  document.querySelectorAll(".menu [aria-current], .tabs [aria-current]").forEach((current) => {
    const frame = current.closest(".menu, .tabs");
    const [inner, outer] = [current.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
    if (inner.right > outer.right) frame.scrollLeft += inner.right - outer.right + inner.width / 2;
  });
}

/** Wire the button that opens the drawer; Esc, the veil and the close button shut it. */
export function startMenu() {
  const toggle = document.querySelector("[data-drawer]");
  const menu = toggle && document.getElementById(toggle.dataset.drawer);
  if (!menu) return;
  const veil = document.createElement("div");
  veil.className = "menu__veil";
  const open = () => {
    menu.classList.add("is-open");
    menu.parentNode.insertBefore(veil, menu);
    toggle.setAttribute("aria-expanded", "true");
    document.documentElement.classList.add("has-overlay");
    const current = menu.querySelector("[aria-current]") || reachable(menu)[0];
    if (current) current.focus();
  };
  const shut = () => {
    if (!menu.classList.contains("is-open")) return;
    menu.classList.remove("is-open");
    veil.remove();
    toggle.setAttribute("aria-expanded", "false");
    document.documentElement.classList.remove("has-overlay");
    toggle.focus();
  };
  toggle.addEventListener("click", open);
  veil.addEventListener("click", shut);
  menu.addEventListener("click", (event) => {
    if (event.target.closest("[data-drawer-close]")) shut();
  });
  document.addEventListener("keydown", (event) => {
    if (!menu.classList.contains("is-open")) return;
    if (event.key === "Escape") shut();
    else keepInside(menu, event);
  });
}
