// A page may give the chat its colours. Where a pair of them cannot be read, the chat takes its own.

import { COLOURS } from "./styles.js";

const PAIRS = [["fg", "bg"], ["fg", "bot-bg"], ["fg", "you-bg"], ["muted", "bg"], ["strong", "bg"], ["strong", "on-strong"], ["error", "bg"]];
const LEAST = 4.5;

/** Puts our own colours on `frame` for each pair of the page's that has too little contrast. */
export function keepReadable(host, frame) {
  const given = getComputedStyle(host);
  const changed = Object.keys(COLOURS).some((name) => given.getPropertyValue(`--tg-${name}`).trim() !== COLOURS[name]);
  if (!changed) return;
  for (const pair of PAIRS) {
    const [one, other] = pair.map((name) => luminance(shown(frame, `var(--tg-${name})`)));
    if ((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= LEAST) continue;
    for (const name of pair) frame.style.setProperty(`--tg-${name}`, COLOURS[name]);
  }
}

function shown(frame, colour) {
  const probe = document.createElement("span");
  probe.style.color = colour;
  frame.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return [red, green, blue];
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
