// <traenings-chat municipality="…" endpoint="…" mode="page | launcher">: the chat as an element of any page.

import { Api } from "./api.js";
import { keepReadable } from "./contrast.js";
import { button, h } from "./h.js";
import { closeMenu, menu } from "./menu.js";
import { Store } from "./store.js";
import { sheets } from "./styles.js";
import { Talk } from "./talk.js";
import { texts } from "./texts.js";
import { View } from "./view.js";

const HOME = new URL("..", import.meta.url).href;
/** Below this a panel has too little room: the full page is better. The same words stand in styles.js. */
const SMALL = "(max-width: 30em), (max-height: 36em)";

export class TraeningsChat extends HTMLElement {
  static observedAttributes = ["municipality"];

  #root = this.attachShadow({ mode: "open" });
  #talk = null;
  #view = null;
  #begun = false;

  connectedCallback() {
    if (this.#view) return;
    this.#root.adoptedStyleSheets = sheets();
    this.#build();
    if (!this.#launched) this.#begin();
    for (const change of ["online", "offline"]) addEventListener(change, this.#net);
  }

  disconnectedCallback() {
    for (const change of ["online", "offline"]) removeEventListener(change, this.#net);
  }

  attributeChangedCallback(_name, before, after) {
    if (!this.#view || before === after) return;
    this.#talk.leave();
    this.#build();
    if (this.#begun) this.#begin();
  }

  /** Opens the chat: the panel, or the full page where there is too little room. */
  open() {
    if (!this.#launched) return this.#view.field.focus();
    if (matchMedia(SMALL).matches) return location.assign(this.#page);
    this.#show(true);
    if (!this.#begun) this.#begin();
    this.#view.field.focus();
  }

  /** Closes the panel; the focus goes back to the button that opened it. */
  close() {
    this.#show(false);
    this.#root.querySelector(".launch").focus();
  }

  get #launched() {
    return this.getAttribute("mode") === "launcher";
  }

  get #endpoint() {
    return new URL(this.getAttribute("endpoint") || HOME, document.baseURI).href.replace(/\/?$/, "/");
  }

  get #page() {
    const page = new URL("chat", this.#endpoint);
    const municipality = this.getAttribute("municipality");
    if (municipality) page.searchParams.set("municipality", municipality);
    return page.href;
  }

  #net = () => {
    if (!this.#begun) return;
    if (navigator.onLine) this.#view.online();
    else this.#view.warn(texts.offline);
  };

  #begin() {
    this.#begun = true;
    this.#talk.begin(this.#view);
  }

  #build() {
    const municipality = this.getAttribute("municipality") || null;
    this.#talk = new Talk(new Api(this.#endpoint), new Store(municipality), municipality);
    const acts = this.#talk.acts;
    const open = this.#view ? !this.#view.frame.hidden : !this.#launched;
    const tools = menu({
      ...acts,
      resize: (size) => this.#view.resize(size),
      tell: (text) => this.#view.tell(text),
    });
    const close = this.#launched ? button(texts.close, () => this.close(), { class: "close" }) : null;
    this.#view = new View(acts, { menu: tools, close, knownAt: new URL(`viden#${municipality ?? ""}`, this.#endpoint).href });
    this.#view.frame.hidden = !open;
    const region = h("section", {
      class: this.#launched ? "launcher" : "whole", "aria-label": texts.region,
      onkeydown: (event) => this.#key(event, tools),
    }, this.#view.frame, this.#launched ? this.#launchers(open) : null);
    this.#root.replaceChildren(region);
    keepReadable(this, this.#view.frame);
  }

  #launchers(open) {
    return [
      button(texts.launch, () => (this.#view.frame.hidden ? this.open() : this.close()), {
        class: "launch", "aria-expanded": String(open), "aria-controls": "panel",
      }),
      h("a", { class: "launch full", href: this.#page }, texts.launch),
    ];
  }

  #show(open) {
    this.#view.frame.hidden = !open;
    this.#root.querySelector("button.launch").setAttribute("aria-expanded", String(open));
  }

  #key(event, tools) {
    if (event.key !== "Escape") return;
    if (closeMenu(tools) || !this.#launched || this.#view.frame.hidden) return;
    event.stopPropagation();
    this.close();
  }
}

if (!customElements.get("traenings-chat")) customElements.define("traenings-chat", TraeningsChat);
