// Reads an answer aloud with the device's own Danish voice. Without such a voice nothing is offered:
// the device's own reader does it better than a foreign voice.

const engine = globalThis.speechSynthesis;
const RATE = 0.9;

/** Calls back now, and whenever the voices change, with whether there is a Danish voice. */
export function watchVoices(tell) {
  tell(Boolean(voice()));
  engine?.addEventListener?.("voiceschanged", () => tell(Boolean(voice())));
}

/** Reads the text aloud, line by line; `done` when it ends or is stopped. */
export function speak(text, done) {
  hush();
  const lines = forVoice(text).split("\n").filter(Boolean);
  lines.forEach((line, n) => {
    const part = new SpeechSynthesisUtterance(line);
    Object.assign(part, { voice: voice(), lang: "da-DK", rate: RATE });
    if (n === lines.length - 1) part.onend = done;
    part.onerror = done;
    engine.speak(part);
  });
}

/** Stops reading. */
export function hush() {
  engine?.cancel();
}

/** Phone numbers in pairs with a pause between; addresses of pages are not spelled out. */
export function forVoice(text) {
  return text
    .replace(/(?:https:\/\/|www\.)[^\s]+[^\s.,;:!?)]/g, "hjemmesiden")
    .replace(/(?<!\d)(\d\d) ?(\d\d) ?(\d\d) ?(\d\d)(?!\d)/g, "$1, $2, $3, $4")
    .replace(/^- /gm, "");
}

// A voice of the device itself comes first: others send the text away to be read.
function voice() {
  const danish = (engine?.getVoices() ?? []).filter((one) => /^da\b/i.test(one.lang));
  return danish.find((one) => one.localService) ?? danish[0] ?? null;
}
