/* Keeps the keyboard inside what lies over the page. */
const REACHABLE = 'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])';

/** Return the elements of a box that the Tab key reaches, in order. */
export function reachable(box) {
  return Array.from(box.querySelectorAll(REACHABLE)).filter((element) => element.getClientRects().length > 0);
}

/** Turn Tab around at both ends of a box. */
export function keepInside(box, event) {
  if (event.key !== "Tab") return;
  const stops = reachable(box);
  if (stops.length === 0) {
    event.preventDefault();
    return;
  }
  const first = stops[0];
  const last = stops[stops.length - 1];
  const leaving = event.shiftKey ? document.activeElement === first || document.activeElement === box : document.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
