// The looks, inside the shadow tree only: em from the reader's own text size, colours as --tg-* of the page.

import { conversation } from "./styles-talk.js";
import { launcher } from "./styles-launcher.js";

/** Our own colours. Each pair of text and ground has a contrast of 7 or more. */
export const COLOURS = {
  accent: "#0059b3",
  strong: "#004a94",
  "on-strong": "#ffffff",
  fg: "#1a1a1a",
  muted: "#454545",
  bg: "#faf8f4",
  "bot-bg": "#ffffff",
  "you-bg": "#e2edf9",
  border: "#767069",
  error: "#9c0000",
  focus: "#004a94",
};

const base = `
:host {
  all: initial !important; display: block !important; font-size: medium !important;
  ${Object.entries(COLOURS).map(([name, value]) => `--tg-${name}: ${value};`).join(" ")}
  --tg-radius: 10px;
  --tg-font: "Segoe UI", Roboto, -apple-system, "Helvetica Neue", Arial, sans-serif;
}
:host([hidden]) { display: none !important; }
:host([mode="page"]) { height: var(--tg-height, auto) !important; }
[hidden] { display: none !important; }
* { box-sizing: border-box; }
.whole { height: 100%; }
.frame {
  --tg-scale: 1; container-type: size; overflow: auto; height: 100%; color: var(--tg-fg); background: var(--tg-bg);
  font: calc(1.125em * var(--tg-scale)) / 1.5 var(--tg-font); overflow-wrap: break-word;
  border: 1px solid var(--tg-border); border-radius: var(--tg-radius);
}
.panel { display: flex; flex-direction: column; height: 100%; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: .25em .6em; padding: .5em .9em; position: relative;
  background: var(--tg-strong); color: var(--tg-on-strong); }
.head h2 { margin: 0; font-size: 1.15em; font-weight: 600; line-height: 1.2; flex: 1 1 auto; min-width: 0; overflow-wrap: anywhere; }
.mark { width: 2em; height: 2em; flex: none; }
.mark-bubble { fill: var(--tg-on-strong); } .mark-step { fill: var(--tg-strong); }
.log { flex: 1 1 auto; min-height: 0; overflow-y: auto; padding: 1em; overscroll-behavior: contain; position: relative; }
.foot { flex: none; padding: .6em 1em .9em; background: var(--tg-bot-bg); border-top: 1px solid var(--tg-border); }
p { margin: 0; }
a { color: var(--tg-strong); text-decoration: underline; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .15em; }
button, summary, .launch {
  font: inherit; line-height: 1.25; min-height: max(44px, 2.4em); padding: .4em .9em; border-radius: 6px; cursor: pointer;
  color: var(--tg-strong); background: var(--tg-bot-bg); border: 2px solid var(--tg-strong);
}
button:hover, summary:hover { text-decoration: underline; text-underline-offset: .2em; }
button[aria-disabled="true"] { color: var(--tg-muted); border-color: var(--tg-border); cursor: default; text-decoration: none; }
:focus { outline: none; }
:focus-visible, textarea:focus { outline: 4px solid var(--tg-focus); outline-offset: 2px; }
.log:focus-visible { outline-offset: -4px; }
.head :focus-visible { outline-color: var(--tg-on-strong); }
.ask-row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1em; margin-bottom: .5em; }
.status { color: var(--tg-fg); font-size: .95em; }
.trouble { border: 2px solid var(--tg-error); border-left-width: 8px; border-radius: 6px; padding: .6em .8em; margin-bottom: .7em; background: #fff; }
.trouble:not(:has([role="alert"]:not(:empty))) { border: 0; padding: 0; margin: 0; }
.trouble p { color: var(--tg-error); font-weight: 600; }
.ways { display: flex; flex-wrap: wrap; gap: 8px; } .ways:not(:empty) { margin-top: .6em; }
label { font-weight: 600; }
textarea { display: block; width: 100%; font: inherit; line-height: 1.4; color: var(--tg-fg); background: #fff; border: 2px solid var(--tg-border);
  border-radius: 6px; padding: .45em .6em; min-height: 44px; max-height: 8em; resize: vertical; scroll-margin: 6em; field-sizing: content; }
.send-row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: .6em; }
.send { color: var(--tg-on-strong); background: var(--tg-strong); font-weight: 600; padding-inline: 1.8em; }
.more summary { list-style: none; display: inline-flex; align-items: center; gap: .4em; }
.more summary::-webkit-details-marker { display: none; }
.more summary::after { content: ""; width: .5em; height: .5em; border: solid currentColor; border-width: 0 2px 2px 0; transform: translateY(-.15em) rotate(45deg); }
.more[open] summary::after { transform: translateY(.1em) rotate(225deg); }
.menu { position: absolute; z-index: 2; right: .9em; top: calc(100% - .2em); display: grid; gap: 8px; padding: 12px; width: min(16em, calc(100% - 1.8em));
  background: var(--tg-bot-bg); border: 2px solid var(--tg-strong); border-radius: 6px; box-shadow: 0 .4em 1.2em rgb(0 0 0 / .25); }
.menu button { text-align: left; } .menu :focus-visible { outline-color: var(--tg-focus); }
@container (max-height: 24em) { .panel { height: auto; } .log { overflow: visible; } }
@media (max-height: 36em) {
  :host([mode="page"]) { height: auto !important; }
  .whole .frame { container-type: inline-size; height: auto; overflow: visible; } .whole .panel { height: auto; } .whole .log { overflow: visible; }
}
@container (max-width: 24em) {
  .log { padding: .8em .6em; } .foot, .head { padding-inline: .6em; } .menu { right: .6em; }
  .mark { display: none; } .head h2 { font-size: 1em; } .head button, .head summary { padding-inline: .6em; font-size: .95em; }
  .send-row button { padding-inline: .6em; font-size: .95em; } .send-row .send { padding-inline: 1em; }
}
@media (forced-colors: active) {
  .head, .foot, .menu { border: 1px solid CanvasText; } .mark-bubble { fill: CanvasText; } .mark-step { fill: Canvas; }
  .send { border: 3px solid ButtonText; } button[aria-pressed="true"] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
}
@media print {
  :host([mode="launcher"]), :host([data-printing]) { display: none !important; }
  .frame { container-type: normal; height: auto; overflow: visible; border: 0; } .panel, .whole { display: block; height: auto; } .log { overflow: visible; }
  .foot, .more, .close { display: none; }
}
`;

let made = null;

/** The sheets of every chat on the page; made once. */
export function sheets() {
  made ??= [base, conversation, launcher].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}
