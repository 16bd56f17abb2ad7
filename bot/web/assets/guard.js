// Stops a CPR number before it leaves the browser. The server masks too; its pattern is the one that counts.

const DASHES = "[\\s.\\-‐‑‒–—−/]";
const CPR = new RegExp(
  "(?<!\\d)(?:0[1-9]|[12]\\d|3[01]|[4-8]\\d|9[01])" + // day; replacement numbers add 40 or 60
    `${DASHES}{0,2}(?:0[1-9]|1[0-2])` +
    `${DASHES}{0,2}(?:(?:18|19|20)(?=\\d\\d${DASHES}{0,3}\\d{4}))?\\d\\d` +
    `${DASHES}{0,3}[\\dxX]{4}(?!\\d)`,
);

/** Whether the text holds something shaped like a CPR number (wide on purpose; a case number may be caught). */
export function looksLikeCpr(text) {
  return CPR.test(text.normalize("NFC"));
}
