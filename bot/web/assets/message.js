// One message as a list item: who and when in words, the text, its sources, and what one can do with it.

import { calendarFile, download } from "./files.js";
import { button, h } from "./h.js";
import { linked } from "./links.js";
import { hush, speak } from "./speech.js";
import { texts } from "./texts.js";

const RATED = new Set(["answer", "prescreen_result", "handoff"]);
const CLOCK = new Intl.DateTimeFormat("da-DK", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen" });

/** What the citizen wrote. */
export function citizenItem(text, at) {
  return h("li", { class: "item you" }, h("p", { class: "who" }, texts.you(time(at))), h("div", { class: "bubble" }, h("p", {}, text)));
}

/** What the bot answered. `acts`: `choose(button)` and `rate(id, helpful)`. */
export function botItem(message, at, acts) {
  const text = withoutNotice(message.text);
  return h("li", { class: `item bot ${message.outcome}`, "data-id": message.id },
    h("h3", { class: "who" }, texts.bot(time(at))),
    h("div", { class: "bubble" },
      ...blocks(text, message.outcome === "safety"),
      sources(message.sources ?? []),
      h("div", { class: "tools", "aria-live": "off" },
        RATED.has(message.outcome) ? feedback(message, acts) : null,
        reader(message.read_aloud ?? text),
        message.calendar ? calendar(message.calendar) : null)),
    choices(message.buttons ?? [], acts));
}

/** Questions to begin with, where the bot offers nothing itself. */
export function examples(acts) {
  return choices(texts.examples.map((title) => ({ title })), acts);
}

/** Takes away the answers to choose from, once another message has come. */
export function dropChoices(item) {
  item.querySelector(".choices")?.remove();
}

// The greeting opens with the notice, which already stands above it.
function withoutNotice(text) {
  return text.startsWith(texts.notice) ? text.slice(texts.notice.length).trim() : text;
}

function time(at) {
  return CLOCK.format(new Date(at)).replace(":", ".");
}

function blocks(text, urgent) {
  const shown = [];
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const item = /^- (.*)/.exec(line);
    if (!item) shown.push(h("p", {}, linked(line, urgent)));
    else {
      if (shown.at(-1)?.localName !== "ul") shown.push(h("ul"));
      shown.at(-1).append(h("li", {}, linked(item[1], urgent)));
    }
  }
  return shown;
}

// Where several sections of one standard are used, its name is said once.
function sources(all) {
  if (!all.length) return null;
  return h("ul", { class: "sources" }, all.map((source, n) => {
    if (n && all[n - 1].standard === source.standard) return h("li", {}, texts.sameSource(source.section));
    const words = texts.validity[source.validity];
    const unsaid = words && !source.edition.includes(words);
    return h("li", {}, texts.source(source), unsaid ? h("strong", { class: "validity" }, ` · ${words}`) : null);
  }));
}

function choices(all, acts) {
  if (!all.length) return null;
  return h("ul", { class: "choices", "aria-label": texts.choices },
    all.map((one) => h("li", {}, button(one.title, () => acts.choose(one)))));
}

function feedback({ id, feedback: given = null }, acts) {
  const answers = [[texts.yes, true], [texts.no, false]].map(([label, helpful]) =>
    button(label, () => press(helpful), { "aria-pressed": String(given === helpful), "aria-label": `${texts.helped} ${label}` }));
  const show = (helpful) => answers.forEach((one, n) => one.setAttribute("aria-pressed", String(helpful === (n === 0))));
  async function press(helpful) {
    const before = answers.findIndex((one) => one.getAttribute("aria-pressed") === "true");
    show(helpful);
    if (!(await acts.rate(id, helpful))) show(before < 0 ? null : before === 0);
  }
  return h("div", { class: "feedback", role: "group", "aria-label": texts.helped },
    h("span", { "aria-hidden": "true" }, texts.helped), answers);
}

function reader(text) {
  let reading = false;
  const control = button(texts.speak, () => {
    if (reading) return hush(), rest();
    speak(text, rest);
    reading = true;
    control.textContent = texts.hush;
  }, { class: "speak" });
  function rest() {
    reading = false;
    control.textContent = texts.speak;
  }
  return control;
}

function calendar(entry) {
  const save = () => download(`${entry.day}.ics`, calendarFile(entry), "text/calendar");
  return button(texts.calendar, save);
}
