// What questions need beside plain controls, wherever they stand.

import { startBlanks } from "./blanks.js";
import { startHotspot } from "./hotspot.js";
import { startOrdering } from "./ordering.js";
import { startWriting } from "./writing.js";

export function startKinds(root) {
  root.querySelectorAll("[data-ordering]").forEach(startOrdering);
  root.querySelectorAll("[data-hotspot]").forEach(startHotspot);
  root.querySelectorAll("[data-blanks]").forEach(startBlanks);
  root.querySelectorAll("[data-writing]").forEach(startWriting);
}

startKinds(document);
