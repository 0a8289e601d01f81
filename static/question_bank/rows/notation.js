// What the rows of the editor say, as the lines that the server reads, and back. The lines are the truth; see
// `key_text` and `key_from` of each question type. `read` gives null for lines that rows cannot show without loss.

const SIGN = "=+>?|＝|→|—>|->|⇒";
const PAIR = new RegExp("\\s*(?:" + SIGN + ")\\s*", "g");
const ROW_MARK = "^\\s*[-•*·]";
const POINT = new RegExp(ROW_MARK + "\\s*(.+?)(?:\\s*[×xX*]\\s*(\\d{1,3}))?\\s*$");
const RUBRIC = new RegExp(ROW_MARK + "\\s*(.*?)\\s*[（(]?(\\d{1,3}(?:\\.\\d)?)\\s*(?:分|points?)[）)]?\\s*$");
const STEP = /^[（(]?(?:第)?\s*(\d{1,2}|[A-Za-z])\s*[)）]?(?:步|项)?\s*(?:[.．、:：=＝→]+\s*(.+))?$/;
const NUMBER = /^([^±%\s]*?\d[\d.,]*|[^±\s]+?)\s*([^\d\s±.,]*m[23]|[^\d\s±.,]*)\s*(?:±\s*([\d.]+\s*%?)\s*([^\d\s]*m[23]|[^\d\s]*))?$/;
const RIGHT = ["正确", "对", "√", "T", "TRUE", "RIGHT", "CORRECT"];
const WRONG = ["错误", "错", "×", "F", "FALSE", "WRONG", "INCORRECT"];

export function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line);
}

function clean(text) {
  return (text || "").replace(/\s+/g, " ").trim();
}

/** The two sides of a line; a sign behind a backslash belongs to the left. */
function halves(line) {
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(line); found; found = PAIR.exec(line)) {
    const sign = found.index + found[0].search(/\S/);
    if (line.charAt(sign - 1) !== "\\") {
      return [shown(line.slice(0, found.index)), line.slice(found.index + found[0].length)];
    }
    PAIR.lastIndex = sign + 1;
  }
  return [shown(line), ""];
}

function shown(left) {
  return left.replace(/\\(?==|＝|→|—>|->|⇒)/g, "");
}

function pair(left, right) {
  return clean(left).replace(/=|＝|→|—>|->|⇒/g, "\\$&") + " = " + clean(right);
}

function pairsRead(names) {
  return (key) => linesOf(key).map((line) => {
    const [left, right] = halves(line);
    return { [names[0]]: left, [names[1]]: right };
  });
}

const matchingPairs = pairsRead(["left", "right"]);
const classified = pairsRead(["text", "group"]);

const matching = {
  read: (options, key) => ({ lists: { pairs: matchingPairs(key), spare: linesOf(options).map((text) => ({ text })) } }),
  write: ({ lists }) => ({
    options: lists.spare.map((row) => clean(row.text)).join("\n"),
    key: lists.pairs.map((row) => pair(row.left, row.right)).join("\n"),
  }),
};

const classification = {
  read: (options, key) => {
    const items = classified(key);
    const groups = linesOf(options);
    items.forEach((item) => item.group && groups.indexOf(item.group) < 0 && groups.push(item.group));
    return { lists: { groups: groups.map((text) => ({ text })), items } };
  },
  write: ({ lists }) => ({
    options: lists.groups.map((row) => clean(row.text)).join("\n"),
    key: lists.items.map((row) => pair(row.text, row.group)).join("\n"),
  }),
};

const ordering = {
  read: (options, key) => (linesOf(options).length ? null : { lists: { items: linesOf(key).map((text) => ({ text })) } }),
  write: ({ lists }) => ({ key: lists.items.map((row) => clean(row.text)).join("\n") }),
};

/** A step is named by number or letter; what belongs to no step that has a text is numbered 0, which the server refuses. */
const findError = {
  read: (options, key) => {
    const steps = linesOf(options).map((text) => ({ text, wrong: false, correction: "" }));
    let lines = linesOf(key);
    if (lines.length === 1 && /^[\dA-Za-z\s、,，;；]+$/.test(lines[0])) {
      lines = lines[0].match(/\d+|[A-Za-z]/g) || [];
    }
    lines.forEach((line) => {
      const found = STEP.exec(line);
      const named = found && (/\d/.test(found[1]) ? Number(found[1]) : found[1].toUpperCase().charCodeAt(0) - 64);
      const step = found && steps[named - 1];
      if (step && !step.wrong) {
        Object.assign(step, { wrong: true, correction: found[2] || "" });
      } else {
        steps.push({ text: "", wrong: true, correction: found ? found[2] || "" : line });
      }
    });
    return { lists: { steps } };
  },
  write: ({ lists }) => {
    const named = lists.steps.filter((row) => clean(row.text));
    const wrong = lists.steps.filter((row) => row.wrong);
    const line = (row) => String(named.indexOf(row) + 1) + (clean(row.correction) ? "：" + clean(row.correction) : "");
    return { options: named.map((row) => clean(row.text)).join("\n"), key: wrong.map(line).join("\n") };
  },
};

/** A reference answer with rows below it; a line of it that reads like a row has a backslash before it. */
function referenced(row, name, readRow, writeRow) {
  const like = (line) => row.test(line.replace(/^\\+/, ""));
  return {
    read: (options, key) => {
      const lines = key.split("\n");
      const kept = lines.filter((line) => !row.test(line));
      const reference = kept.map((line) => (line.charAt(0) === "\\" && like(line) ? line.slice(1) : line)).join("\n").trim();
      const rows = lines.map((line) => row.exec(line)).filter((found) => found).map(readRow);
      return { fields: { reference }, lists: { [name]: rows } };
    },
    write: ({ fields, lists }) => {
      const reference = fields.reference.split("\n").map((line) => (like(line) ? "\\" + line : line));
      return { key: reference.concat(lists[name].map(writeRow)).join("\n") };
    },
  };
}

function phrases(text) {
  return text.split(/[|｜]/).map(clean).filter((each) => each);
}

const shortAnswer = referenced(
  POINT,
  "points",
  (found) => {
    const said = phrases(found[1]);
    return { text: said[0] || "", phrases: said.slice(1).join("｜"), weight: found[2] || "1" };
  },
  (row) => "- " + phrases(row.text + "｜" + row.phrases).join("｜") + " ×" + (clean(row.weight) || "1")
);

const essay = referenced(
  RUBRIC,
  "rubric",
  (found) => ({ text: found[1], points: Number(found[2]) ? found[2] : "" }),
  (row) => "- " + clean(row.text) + " " + (clean(row.points) || "0") + "分"
);

const fill = {
  read: (options, key) => {
    let lines = linesOf(key);
    if (lines.length === 1 && !/[|｜]$/.test(lines[0])) {
      lines = linesOf(lines[0].replace(/[；;]/g, "\n"));
    }
    return { lists: { blanks: lines.map((line) => ({ accepted: line.replace(/^[|｜\s]+|[|｜\s]+$/g, "") })) } };
  },
  write: ({ lists }) => {
    const lines = lists.blanks.map((row) => clean(row.accepted) || "｜");
    return { key: lines.length === 1 && /[；;]/.test(lines[0]) ? lines[0] + "｜" : lines.join("\n") };
  },
};

const numeric = {
  read: (options, key) => {
    const found = NUMBER.exec(key.trim().replace(/＋/g, "+").replace(/％/g, "%"));
    if (!found) {
      return key.trim() ? null : { fields: { value: "", tolerance: "", unit: "" } };
    }
    const tolerance = (found[3] || "").replace(/\s/g, "");
    return { fields: { value: found[1], tolerance: tolerance === "0" ? "" : tolerance, unit: found[4] || found[2] || "" } };
  },
  write: ({ fields }) => {
    const spread = clean(fields.tolerance).replace(/％/g, "%");
    return { key: clean(clean(fields.value) + (spread && spread !== "0" ? "±" + spread : "") + " " + clean(fields.unit)) };
  },
};

const choices = {
  read: (options, key) => {
    const texts = linesOf(options).map((line, place) => {
      const letter = String.fromCharCode(65 + (place % 26));
      return line.replace(new RegExp("^[(（]?" + letter + "\\s*[.．、)）:：]\\s*"), "");
    });
    const letters = key.toUpperCase().match(/[A-Z]/g) || [];
    if (key.toUpperCase().replace(/[A-Z\s、,;.。/|&+和与及]/g, "")) {
      return null;
    }
    const rows = texts.map((text) => ({ text, right: false }));
    letters.forEach((letter) => {
      const place = letter.charCodeAt(0) - 65;
      (rows[place] || rows[rows.push({ text: "" }) - 1]).right = true;
    });
    return { lists: { options: rows } };
  },
  write: ({ lists }) => {
    const named = lists.options.filter((row) => clean(row.text)); // a tick without a text gets a letter behind the last
    const all = named.concat(lists.options.filter((row) => row.right && !clean(row.text)));
    const letters = all.map((row, place) => (row.right ? String.fromCharCode(65 + place) : "")).join("");
    return { options: named.map((row) => clean(row.text)).join("\n"), key: letters };
  },
};

const trueFalse = {
  read: (options, key) => {
    const [word, correction] = key.trim().replace(/[：:，,]/, "：").split(/：([^]*)/);
    const said = word.trim().toUpperCase();
    const truth = RIGHT.indexOf(said) >= 0 ? "true" : WRONG.indexOf(said) >= 0 ? "false" : "";
    return said && !truth ? null : { fields: { truth, correction: clean(correction) } };
  },
  write: ({ fields }) => {
    const correction = fields.truth === "false" && clean(fields.correction);
    return { key: { true: "正确", false: "错误", "": "" }[fields.truth] + (correction ? "：" + correction : "") };
  },
};

export const NOTATION = {
  single: choices,
  multiple: choices,
  indefinite: choices,
  true_false: trueFalse,
  fill,
  numeric,
  short_answer: shortAnswer,
  essay,
  matching,
  ordering,
  classification,
  find_error: findError,
};
