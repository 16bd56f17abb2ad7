// The chat as it stands on the page. It shows and asks; it decides nothing (talk.js does).

import { button, h, mark } from "./h.js";
import { botItem, citizenItem, dropChoices, examples } from "./message.js";
import { readSize } from "./store.js";
import { texts } from "./texts.js";
import { watchVoices } from "./speech.js";

export class View {
  #acts;
  #pending = null;

  /** `acts`: send(said), rate(id, helpful), and the menu's; `extra`: what else stands in the header. */
  constructor(acts, { menu, close, knownAt }) {
    this.#acts = { ...acts, choose: (one) => this.#choose(one) };
    this.list = h("ol");
    this.notice = h("p", { class: "notice", id: "notice" }, `${texts.notice} `, h("a", { href: knownAt }, texts.known));
    this.log = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.talk, tabindex: "0" }, this.notice, this.list);
    this.state = h("p", { class: "status", role: "status" });
    this.alert = h("p", { role: "alert" });
    this.ways = h("div", { class: "ways" });
    this.field = h("textarea", {
      id: "field", rows: "2", maxlength: "2000", "aria-describedby": "notice", autocomplete: "off", onkeydown: (event) => this.#key(event),
    });
    const form = h("form", { onsubmit: (event) => this.#submit(event), novalidate: true },
      h("div", { class: "ask-row" }, h("label", { for: "field" }, texts.field), this.state), this.field,
      h("div", { class: "send-row" },
        h("button", { type: "submit", class: "send" }, texts.send),
        button(texts.human, () => this.#choose({ title: texts.humanSaid }), { class: "human" })));
    this.frame = h("div", { class: "frame", id: "panel", lang: "da" },
      h("div", { class: "panel" },
        h("div", { class: "head" }, mark(), h("h2", {}, texts.name), menu, close),
        this.log,
        h("div", { class: "foot" }, h("div", { class: "trouble" }, this.alert, this.ways), form)));
    this.resize(readSize());
    watchVoices((can) => this.frame.classList.toggle("can-speak", can));
  }

  /** Sets the size of the text; what was read last stays in sight. */
  resize(size) {
    this.frame.style.setProperty("--tg-scale", String(size));
    const last = [...this.list.children].findLast((item) => item.matches(".you"));
    if (last && this.#scroller === this.log) this.#reveal(last);
  }

  clear() {
    this.log.setAttribute("aria-live", "off");
    this.list.replaceChildren();
    this.quiet();
  }

  /** The talk so far, unannounced: the greeting of a new one, or all of an earlier one. */
  history(messages) {
    const items = messages.map((one) =>
      one.from === "citizen" ? citizenItem(one.text, one.at) : botItem(one, one.at ?? Date.now(), this.#acts));
    items.slice(0, -1).forEach(dropChoices);
    const fresh = messages.every((one) => one.from !== "citizen");
    const last = items.at(-1);
    if (fresh && last && !last.querySelector(".choices") && messages.at(-1).municipality) last.append(examples(this.#acts));
    this.list.replaceChildren(...items);
    this.#reveal(fresh ? this.notice : items.findLast((one) => one.matches(".you")) ?? last);
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  /** Shows the citizen's words at once; `settle` or `withdraw` follows. */
  pend(text) {
    this.log.setAttribute("aria-live", "polite");
    this.quiet();
    this.#pending = citizenItem(text, Date.now());
    this.list.append(this.#pending);
    this.#reveal(this.#pending);
    if (this.field.value.trim() === text) this.field.value = "";
    this.tell(texts.busy);
  }

  settle({ messages, notices = [] }) {
    for (const item of this.list.children) dropChoices(item);
    const items = messages.map((message) => botItem(message, Date.now(), this.#acts));
    items.slice(0, -1).forEach(dropChoices);
    this.list.append(...items);
    this.tell(notices.map((notice) => texts.notices[notice]).filter(Boolean).join(" "));
    this.#reveal(this.#pending.offsetHeight < this.log.clientHeight / 3 ? this.#pending : items[0]);
    this.#pending = null;
  }

  /** Takes unsent words back into the field, or returns them for the warning where something new is written. */
  withdraw(text) {
    this.#pending?.remove();
    this.#pending = null;
    if (text === null) return "";
    if (this.field.value.trim()) return ` ${texts.unsent(text)}`;
    this.field.value = text;
    return "";
  }

  tell(text) {
    this.state.textContent = text;
  }

  /** Says in the one place for trouble what is wrong, with the ways on as `[label, act]`. */
  warn(text, ways = []) {
    this.tell("");
    this.alert.textContent = text;
    this.ways.replaceChildren(...ways.map(([label, act]) => button(label, () => {
      this.field.focus(); // the button goes away when it is pressed
      act();
    })));
  }

  /** The connection is back: what can be tried again stays on offer. */
  online() {
    if (!this.ways.hasChildNodes()) this.quiet();
    this.tell(texts.back);
  }

  quiet() {
    this.alert.textContent = "";
    this.ways.replaceChildren();
    this.tell("");
  }

  #choose({ title, value }) {
    this.field.focus();
    this.#acts.send(value ? { button: value, title } : { text: title });
  }

  #submit(event) {
    event.preventDefault();
    this.#acts.send({ text: this.field.value.trim() });
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  get #scroller() {
    return [this.log, this.frame].find((one) => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== "visible");
  }

  // The start of what is new comes to the top; the focus stays, and a page around us stays where it is.
  #reveal(item) {
    const scroller = this.#scroller;
    if (scroller) scroller.scrollTop += item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    else if (!this.list.contains(item) || this.list.children.length < 2) return;
    else item.scrollIntoView({ block: "start" });
  }
}
