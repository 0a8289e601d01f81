// Areas of a picture as values: coordinates are parts of its width and height. The lines are what the server reads.

const NAMES = { rect: "矩形", circle: "圆", polygon: "多边形" };
const KINDS = { 矩形: "rect", 圆: "circle", 圆形: "circle", 多边形: "polygon", rect: "rect", circle: "circle", polygon: "polygon" };
const LINE = /^(矩形|圆形?|多边形|rect|circle|polygon)\s*[:：]?\s*([\d.,，\s]+?)\s*([（(]?(?:错误?|×|wrong)[）)]?)?$/i;
const LEAST = 0.01;

/** The areas of some lines; a line that is none is kept as `raw`. */
export function readAreas(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line).map(readArea);
}

function readArea(line) {
  const found = LINE.exec(line);
  const shape = found && KINDS[found[1].toLowerCase()];
  const coords = found ? (found[2].match(/\d*\.\d+|\d+/g) || []).map(Number) : [];
  const counts = { rect: coords.length === 4, circle: coords.length === 3, polygon: coords.length >= 6 && coords.length % 2 === 0 };
  if (!found || !counts[shape] || coords.some((each) => each > 1)) {
    return { raw: line };
  }
  return { shape, coords: shape === "rect" ? inOrder(coords) : coords, right: !found[3] };
}

export function writeAreas(areas) {
  const line = (area) => area.raw || NAMES[area.shape] + " " + area.coords.map((each) => Number(each.toPrecision(6))).join(",") + (area.right ? "" : " 错");
  return areas.map(line).join("\n");
}

function inOrder([left, top, right, bottom]) {
  return [Math.min(left, right), Math.min(top, bottom), Math.max(left, right), Math.max(top, bottom)];
}

function rounded(value) {
  return Math.round(value * 1000) / 1000;
}

function part(value) {
  return Math.max(0, Math.min(1, value));
}

/** A new area between two points, as somebody draws it. `ratio` is height by width of the picture. */
export function drawn(shape, [x1, y1], [x2, y2], ratio) {
  if (shape === "circle") {
    const radius = Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1) * ratio * ratio);
    return changed({ shape, right: true }, [x1, y1, Math.max(LEAST, Math.min(1, radius))]);
  }
  return changed({ shape, right: true }, inOrder([x1, y1, x2, y2]));
}

/** An area in the middle of the picture, for those who do not draw. */
export function placed(shape) {
  const coords = { rect: [0.4, 0.4, 0.6, 0.6], circle: [0.5, 0.5, 0.1], polygon: [0.5, 0.35, 0.65, 0.6, 0.35, 0.6] };
  return { shape, coords: coords[shape], right: true };
}

/** The area moved, as far as the picture goes. */
export function moved(area, dx, dy) {
  if (area.shape === "circle") {
    return changed(area, [part(area.coords[0] + dx), part(area.coords[1] + dy), area.coords[2]]);
  }
  const [xs, ys] = sides(area);
  const across = Math.max(-Math.min.apply(null, xs), Math.min(1 - Math.max.apply(null, xs), dx));
  const down = Math.max(-Math.min.apply(null, ys), Math.min(1 - Math.max.apply(null, ys), dy));
  return changed(area, area.coords.map((each, index) => part(each + (index % 2 ? down : across))));
}

/** The area made wider and higher; a circle grows either way. */
export function resized(area, dx, dy) {
  if (area.shape === "circle") {
    return changed(area, [area.coords[0], area.coords[1], Math.max(LEAST, Math.min(1, area.coords[2] + (dx || dy)))]);
  }
  const [xs, ys] = sides(area);
  const [left, top] = [Math.min.apply(null, xs), Math.min.apply(null, ys)];
  const [width, height] = [Math.max.apply(null, xs) - left, Math.max.apply(null, ys) - top];
  const wide = Math.max(LEAST, Math.min(1 - left, width + dx)) / (width || LEAST);
  const high = Math.max(LEAST, Math.min(1 - top, height + dy)) / (height || LEAST);
  return changed(area, area.coords.map((each, index) => part(index % 2 ? top + (each - top) * high : left + (each - left) * wide)));
}

/** The points an area is pulled by. */
export function handles(area) {
  const [a, b, c, d] = area.coords;
  if (area.shape === "rect") {
    return [[a, b], [c, b], [c, d], [a, d]];
  }
  return area.shape === "circle" ? [[part(a + c) === a + c ? a + c : a - c, b]] : corners(area);
}

export function corners(area) {
  const found = [];
  for (let index = 0; index < area.coords.length; index += 2) {
    found.push([area.coords[index], area.coords[index + 1]]);
  }
  return found;
}

/** The area with one of its points pulled somewhere. */
export function pulled(area, index, [x, y], ratio) {
  const [a, b, c, d] = area.coords;
  if (area.shape === "circle") {
    return changed(area, drawn("circle", [a, b], [x, y], ratio).coords);
  }
  if (area.shape === "rect") {
    const [left, top] = [index === 0 || index === 3 ? x : a, index < 2 ? y : b];
    const [right, bottom] = [index === 0 || index === 3 ? c : x, index < 2 ? d : y];
    return changed(area, [Math.min(left, right - LEAST), Math.min(top, bottom - LEAST), Math.max(right, left + LEAST), Math.max(bottom, top + LEAST)].map(part));
  }
  return changed(area, area.coords.map((each, at) => (Math.floor(at / 2) === index ? part(at % 2 ? y : x) : each)));
}

/** A polygon with a further corner behind one of its own. */
export function withCorner(area, index) {
  const points = corners(area);
  const [x1, y1] = points[index];
  const [x2, y2] = points[(index + 1) % points.length];
  points.splice(index + 1, 0, [(x1 + x2) / 2, (y1 + y2) / 2]);
  return changed(area, flat(points));
}

/** A polygon without one of its corners; three stay. */
export function withoutCorner(area, index) {
  const points = corners(area).filter((_point, at) => at !== index);
  return points.length < 3 ? area : changed(area, flat(points));
}

/** A new area with these corners. */
export function polygon(points) {
  return changed({ shape: "polygon", right: true }, flat(points));
}

function flat(points) {
  return points.reduce((all, point) => all.concat(point), []);
}

/** The middle of an area, where its number stands. */
export function middle(area) {
  if (area.shape === "circle") {
    return area.coords.slice(0, 2);
  }
  const mean = (values) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return sides(area).map(mean);
}

function sides(area) {
  return [area.coords.filter((_each, index) => index % 2 === 0), area.coords.filter((_each, index) => index % 2 === 1)];
}

function changed(area, coords) {
  return { shape: area.shape, right: area.right, coords: coords.map(rounded) };
}
