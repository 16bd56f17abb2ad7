// One conversation: it begins or is taken up, messages go out and answers come in, and trouble is told.

import { Refused, newRequestId } from "./api.js";
import { looksLikeCpr } from "./guard.js";
import { hush } from "./speech.js";
import { texts } from "./texts.js";
import { wholeTalk } from "./whole-talk.js";

const SLOW = 5_000;

export class Talk {
  /** `{id, token}` on the server, or null. */
  known = null;
  view = null;
  #store;
  #municipality;
  #failed = null;
  #work = null;
  #opening = null;
  #left = false;

  constructor(api, store, municipality) {
    this.api = api;
    this.#store = store;
    this.#municipality = municipality;
    this.acts = { send: (said) => this.send(said), rate: (id, helpful) => this.rate(id, helpful), ...wholeTalk(this) };
  }

  /** Takes up the talk of this tab, or begins one. */
  async begin(view) {
    this.view = view;
    this.api.onWait = (seconds) => view.tell(texts.waiting(seconds));
    this.#opening = this.alone(async () => {
      this.known = this.#store.read();
      if (this.known) await this.#takeUp();
      if (!this.known) await this.open();
    }, () => this.begin(view));
    await this.#opening;
  }

  /** No more of this talk is shown: another municipality was chosen. */
  leave() {
    this.#left = true;
    hush();
  }

  /** Sends `{text}`, or `{button, title}`; the same again after a failure keeps its request_id. */
  async send({ text, button, title }) {
    await this.#opening; // who writes before the greeting is there is not passed over
    if (this.#work) return;
    if (button === undefined && !text) return this.view.warn(texts.empty);
    if (text && looksLikeCpr(text)) return this.view.warn(texts.cpr);
    const again = this.#failed && this.#failed.button === button && this.#failed.text === text;
    const body = again ? this.#failed : { text, button, request_id: newRequestId() };
    await this.alone(async () => {
      if (!this.known) await this.open();
      this.view.pend(title ?? text);
      this.#store.write(this.known);
      const reply = await this.#slowly(this.api.say(this.known, body));
      this.#failed = null;
      if (!this.#left) this.view.settle(reply);
    }, () => this.send({ text, button, title }), () => {
      this.#failed = body;
      return this.view.withdraw(text ?? null);
    });
  }

  /** Tells the server whether an answer helped; whether that went well. */
  async rate(id, helpful) {
    try {
      await this.api.rate(this.known, id, helpful);
      this.view.tell(texts.thanks);
      return true;
    } catch (error) {
      this.view.warn(wording(error));
      return false;
    }
  }

  /** A new talk on the server; shows its greeting. */
  async open() {
    const { id, token, messages } = await this.api.start(this.#municipality);
    this.known = { id, token };
    if (!this.#left) this.view.history(messages);
  }

  /** Lets go of the talk, here and in the tab. */
  forget() {
    hush();
    this.#store.forget();
    this.known = this.#failed = null;
  }

  /**
   * Does one thing at a time: pressing twice does it once. After a failure it is said what is wrong,
   * `undo` puts back what was shown, and `again` is offered where that may help.
   */
  async alone(work, again, undo = () => "") {
    if (this.#work) return;
    try {
      this.#work = work();
      await this.#work;
    } catch (error) {
      if (this.#left) return;
      const said = wording(error) + undo();
      if (error.gone) this.view.warn(said, [[texts.renew, this.acts.restart]]);
      else this.view.warn(said, error instanceof Refused && !error.passing ? [] : [[texts.retry, again]]);
    } finally {
      this.#work = null;
    }
  }

  /** Waits for what is under way, however it ends. */
  async idle() {
    await Promise.allSettled([this.#work]);
  }

  async #takeUp() {
    try {
      const { messages } = await this.api.reload(this.known);
      if (!this.#left) this.view.history(messages);
    } catch (error) {
      if (!error.gone) throw error;
      this.forget();
    }
  }

  async #slowly(promise) {
    const clock = setTimeout(() => this.view.tell(texts.slow), SLOW);
    return promise.finally(() => clearTimeout(clock));
  }
}

function wording(error) {
  if (error instanceof Refused) return error.detail ?? texts.technical;
  return texts[error.kind] ?? texts.technical;
}
