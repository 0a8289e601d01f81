// Elements of a drawing.

export function element(parent, name, attributes) {
  const made = document.createElementNS(parent.namespaceURI, name);
  Object.keys(attributes).forEach((each) => made.setAttribute(each, String(attributes[each])));
  return parent.appendChild(made);
}

/** The outline of an area of a picture of that size. */
export function outline(parent, area, width, height) {
  const [a, b, c, d] = area.coords;
  const corners = () => area.coords.map((each, index) => each * (index % 2 ? height : width)).join(" ");
  const shape = {
    rect: () => ({ x: a * width, y: b * height, width: (c - a) * width, height: (d - b) * height }),
    circle: () => ({ cx: a * width, cy: b * height, r: c * width }),
    polygon: () => ({ points: corners() }),
  }[area.shape]();
  return element(parent, area.shape, Object.assign(shape, { class: "spots__shape" }));
}
