// "Flere valg": the size of the text, and what can be done with the whole talk.

import { button, h } from "./h.js";
import { readSize, writeSize } from "./store.js";
import { texts } from "./texts.js";

const STEP = 0.25;
const LARGEST = 2;

/** The menu as `<details>`; `acts`: resize(size), tell(text), save, print, erase, restart. */
export function menu(acts) {
  let size = readSize();
  const larger = button(texts.larger, () => resize(size + STEP));
  const smaller = button(texts.smaller, () => resize(size - STEP));
  const summary = h("summary", {}, texts.more);
  const closing = (act) => () => {
    details.open = false;
    summary.focus();
    act();
  };
  const details = h("details", { class: "more" }, summary,
    h("div", { class: "menu" }, larger, smaller,
      button(texts.save, closing(acts.save)), button(texts.print, closing(acts.print)),
      button(texts.restart, closing(acts.restart)), button(texts.erase, closing(acts.erase))));

  function resize(wanted) {
    size = Math.min(LARGEST, Math.max(1, wanted));
    writeSize(size);
    acts.resize(size);
    acts.tell(texts.size(size * 100));
    show();
  }

  function show() {
    larger.setAttribute("aria-disabled", String(size === LARGEST));
    smaller.setAttribute("aria-disabled", String(size === 1));
  }

  show();
  return details;
}

/** Closes an open menu; whether there was one to close. */
export function closeMenu(details) {
  if (!details.open) return false;
  details.open = false;
  details.querySelector("summary").focus();
  return true;
}
