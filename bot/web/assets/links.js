// Makes links of what is plainly an address in a text: https, tel and mailto, nothing else.

const PATTERNS = [
  { kind: "mail", source: "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+" },
  { kind: "web", source: "(?:https://|www\\.)[^\\s<>\"»«]+|(?<![\\w@.-])[a-zæøå0-9-]+\\.dk(?![\\w-])(?:/[^\\s<>\"»«]*)?" },
  { kind: "phone", source: "(?<![\\d.,§])(?:\\+45 ?)?[2-9]\\d(?: ?\\d\\d){3}(?![\\d])|(?<!\\d)\\d\\d \\d{3} \\d{3}(?!\\d)" },
];
// A short number is a phone number only where the bot sends somebody to the phone at once: "§ 112" is a law.
const SHORT = { kind: "phone", source: "(?<![\\d§])(?<!§ )\\b(?:11[234]|1[78]\\d\\d)\\b(?!\\d| kr)" };
const TAIL = /[.,;:!?)]+$/;

/** The text as nodes: plain text, and links where it names an address. `urgent`: short numbers are phones too. */
export function linked(text, urgent = false) {
  const patterns = urgent ? [...PATTERNS, SHORT] : PATTERNS;
  const all = new RegExp(patterns.map(({ kind, source }, n) => `(?<${kind}${n}>${source})`).join("|"), "gi");
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(all)) {
    const kind = Object.keys(found.groups).find((name) => found.groups[name] !== undefined).replace(/\d$/, "");
    const words = kind === "phone" ? found[0] : found[0].replace(TAIL, "");
    const link = anchor(kind, words);
    if (!link) continue;
    nodes.push(text.slice(from, found.index), link);
    from = found.index + words.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function anchor(kind, words) {
  const address = {
    mail: () => `mailto:${words}`,
    web: () => (/^https:/i.test(words) ? words : `https://${words}`),
    phone: () => `tel:${words.replace(/[^\d+]/g, "")}`,
  }[kind]();
  if (!URL.canParse?.(address) && URL.canParse) return null;
  if (!["https:", "tel:", "mailto:"].includes(new URL(address).protocol)) return null;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  link.className = kind;
  return link;
}
