// One way to make elements: never from markup, so a text can only ever be a text.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "path", "rect", "circle"]);

/** An element with attributes (`onclick` and its like are listeners) and children (nodes, texts, lists, null). */
export function h(tag, props = {}, ...children) {
  const element = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that does something here. */
export function button(label, onclick, props = {}) {
  return h("button", { type: "button", onclick, ...props }, label);
}

/** Our mark: a speech bubble with steps that rise. Decoration only. */
export function mark() {
  return h("svg", { viewBox: "0 0 48 48", class: "mark", "aria-hidden": "true", focusable: "false" },
    h("path", { class: "mark-bubble", d: "M10 4h28a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H24l-10 9v-9h-4a6 6 0 0 1-6-6V10a6 6 0 0 1 6-6z" }),
    h("rect", { class: "mark-step", x: "13", y: "22", width: "5", height: "7", rx: "1.5" }),
    h("rect", { class: "mark-step", x: "21.5", y: "16", width: "5", height: "13", rx: "1.5" }),
    h("rect", { class: "mark-step", x: "30", y: "10", width: "5", height: "19", rx: "1.5" }));
}
