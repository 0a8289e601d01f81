// Answers out of controls and back into them. Every control says where its value stands: data-path="pairs/l1",
// "chosen[]" for a list of what is ticked, "blanks/#0" for a place in a list. data-as says what a value is.

const READERS = {
  truth: (control) => control.value === "true",
  percent: (control) => Number(control.value) / 100,
};
const WRITERS = { percent: (value) => String(Math.round(value * 10000) / 100) };

function isTick(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function said(control) {
  if (isTick(control)) {
    return control.checked;
  }
  return control.value.trim() !== "";
}

function put(answer, path, value) {
  const steps = path.split("/");
  let here = answer;
  steps.forEach((step, index) => {
    const last = index === steps.length - 1;
    const list = step.slice(-2) === "[]";
    const name = step.charAt(0) === "#" ? Number(step.slice(1)) : list ? step.slice(0, -2) : step;
    if (list) {
      here[name] = here[name] || [];
      here[name].push(value);
    } else if (last) {
      here[name] = value;
    } else {
      if (here[name] === undefined) {
        here[name] = steps[index + 1].charAt(0) === "#" ? [] : {};
      }
      here = here[name];
    }
  });
}

/** Places of a list nothing was said for are left out, also inside what stands in it. */
function compact(thing) {
  if (Array.isArray(thing)) {
    return thing.filter((each) => each !== undefined).map(compact);
  }
  if (thing && typeof thing === "object") {
    Object.keys(thing).forEach((name) => {
      thing[name] = compact(thing[name]);
    });
  }
  return thing;
}

function placed(controls) {
  const orders = {};
  controls.filter((control) => control.dataset.as === "place" && control.value).forEach((control) => {
    const path = control.dataset.path;
    orders[path] = orders[path] || [];
    orders[path].push({ place: Number(control.value), id: control.dataset.id });
  });
  return orders;
}

/** The answer in the controls below `root` as the server stores it; null when nothing is said. */
export function readAnswer(root) {
  const controls = Array.from(root.querySelectorAll("[data-path]"));
  const answer = {};
  let filled = false;
  controls.filter((control) => control.dataset.as !== "place").forEach((control) => {
    const beside = control.dataset.beside !== undefined;
    if (said(control) && !beside) {
      filled = true;
      const read = READERS[control.dataset.as] || ((each) => each.value);
      put(answer, control.dataset.path, read(control));
    } else if (control.dataset.always !== undefined) {
      put(answer, control.dataset.path, "");
    }
  });
  const orders = placed(controls);
  Object.keys(orders).forEach((path) => {
    filled = true;
    orders[path].sort((one, other) => one.place - other.place);
    put(answer, path, orders[path].map((each) => each.id));
  });
  addUnits(controls, answer);
  return filled ? compact(answer) : null;
}

/** A unit counts only beside a number. */
function addUnits(controls, answer) {
  controls.filter((control) => control.dataset.beside !== undefined && said(control)).forEach((control) => {
    const value = controls.find((each) => each.dataset.path === control.dataset.path.replace(/unit$/, "value"));
    if (value && said(value)) {
      put(answer, control.dataset.path, control.value);
    }
  });
}

function at(answer, path) {
  return path.split("/").reduce((here, step) => {
    if (here === undefined || here === null) {
      return undefined;
    }
    const name = step.charAt(0) === "#" ? Number(step.slice(1)) : step.slice(-2) === "[]" ? step.slice(0, -2) : step;
    return here[name];
  }, answer);
}

function fillControl(control, value) {
  if (isTick(control)) {
    control.checked = Array.isArray(value) ? value.indexOf(control.value) >= 0 : value !== undefined && String(value) === control.value;
  } else if (control.dataset.as === "place") {
    const place = Array.isArray(value) ? value.indexOf(control.dataset.id) : -1;
    control.value = place < 0 ? "" : String(place + 1);
  } else if (value !== undefined || control.dataset.beside === undefined) {
    const write = WRITERS[control.dataset.as] || String;
    control.value = value === undefined ? "" : write(value);
  }
}

/** Show a stored answer in the controls below `root`; null empties them. */
export function fillAnswer(root, answer) {
  Array.from(root.querySelectorAll("[data-path]")).forEach((control) => {
    fillControl(control, answer ? at(answer, control.dataset.path) : undefined);
  });
  root.dispatchEvent(new CustomEvent("answer:filled", { bubbles: true }));
}

/** Whether a control takes text, where keys belong to it and answers come while it is written. */
export function isWritten(control) {
  return control.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}
