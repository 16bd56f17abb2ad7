// What the citizen takes along: the talk as a text file or on paper, and a day for the calendar.

import { h } from "./h.js";

/** Hands a file to the browser. */
export function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Prints the talk alone, whatever page it is on: everything else is hidden while printing. */
export function printText(text, title) {
  const [heading, ...blocks] = text.trim().split("\n\n");
  const paper = h("traenings-chat-print");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("p{font:12pt/1.5 sans-serif;white-space:pre-wrap;margin:0 0 1em;break-inside:avoid}h1{font:bold 14pt/1.4 sans-serif}");
  const root = paper.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(h("h1", {}, heading || title), ...blocks.map((block) => h("p", {}, block)));
  const hide = new CSSStyleSheet();
  hide.replaceSync(
    "@media screen{traenings-chat-print{display:none!important}}" +
      "@media print{body>*:not(traenings-chat-print){display:none!important}traenings-chat-print{display:block!important}}",
  );
  const chats = [...document.querySelectorAll("traenings-chat")];
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, hide];
  document.body.append(paper);
  for (const chat of chats) chat.toggleAttribute("data-printing", true);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== hide);
    for (const chat of chats) chat.toggleAttribute("data-printing", false);
  }, { once: true });
  print();
}

/** A whole day as an iCalendar file (RFC 5545). */
export function calendarFile({ title, day, note }) {
  const from = day.replaceAll("-", "");
  const next = new Date(`${day}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Traeningsguiden//DA", "BEGIN:VEVENT",
    `UID:${from}-${Math.random().toString(36).slice(2)}@traeningsguiden`,
    `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${from}`, `DTEND;VALUE=DATE:${next.toISOString().slice(0, 10).replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(note ?? "")}`, "END:VEVENT", "END:VCALENDAR",
  ];
  return `${lines.flatMap(folded).join("\r\n")}\r\n`;
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

// A line is at most 75 octets; 36 Danish letters stay below it.
function folded(line) {
  return [...line.matchAll(/.{1,36}/gu)].map(([part], n) => (n ? ` ${part}` : part));
}
