// What can be done with a talk as a whole: keep it, print it, erase it, begin anew.

import { download, printText } from "./files.js";
import { texts } from "./texts.js";

/** The menu's acts on a talk. */
export function wholeTalk(talk) {
  async function transcript(use) {
    await talk.idle();
    if (!talk.known) return talk.view.tell(texts.nothing);
    await talk.alone(async () => use(await talk.api.transcript(talk.known)), () => transcript(use));
  }

  function back(said = "") {
    talk.view.quiet();
    talk.view.tell(said);
    talk.view.field.focus();
  }

  function ask() {
    if (!talk.known) return back(texts.nothing);
    talk.view.warn(texts.eraseAsk, [[texts.eraseNo, () => back()], [texts.eraseYes, erase]]);
    talk.view.ways.firstChild.focus();
  }

  async function erase() {
    await talk.idle();
    await talk.alone(async () => {
      const receipt = await talk.api.erase(talk.known).catch((error) => {
        if (error.gone) return { text: texts.erased };
        throw error;
      });
      talk.forget();
      talk.view.clear();
      back(receipt.text);
    }, erase);
  }

  async function restart() {
    await talk.idle();
    talk.forget();
    talk.view.clear();
    back();
    await talk.alone(async () => {
      await talk.open();
      talk.view.tell(texts.restarted);
    }, restart);
  }

  return {
    save: () => transcript((text) => {
      download(texts.file(new Date().toISOString().slice(0, 10)), text, "text/plain");
      talk.view.tell(texts.saved);
    }),
    print: () => transcript((text) => printText(text, texts.name)),
    erase: ask,
    restart,
  };
}
