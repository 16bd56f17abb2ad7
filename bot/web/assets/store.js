// What the browser remembers: which talk this tab has, and the size of the text. Nothing is kept
// before the citizen has written or chosen something, and all of it ends with the tab.

const TALK = "traenings-chat:talk:";
const SIZE = "traenings-chat:size";

/** The talk of one municipality in this tab. */
export class Store {
  #key;

  constructor(municipality) {
    this.#key = TALK + (municipality ?? "");
  }

  /** `{id, token}` of the talk under way, or null. */
  read() {
    try {
      const kept = JSON.parse(get(this.#key) ?? "null");
      return typeof kept?.id === "string" && typeof kept?.token === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  /** Remembers the talk; called when the citizen sends something. */
  write({ id, token }) {
    set(this.#key, JSON.stringify({ id, token }));
  }

  /** Forgets the talk. */
  forget() {
    set(this.#key, null);
  }
}

/** The size of the text, 1 to 2. */
export function readSize() {
  const size = Number(get(SIZE));
  return size >= 1 && size <= 2 ? size : 1;
}

/** Remembers a size that the citizen chose; 1 is what it was, and is forgotten. */
export function writeSize(size) {
  set(SIZE, size === 1 ? null : String(size));
}

// A browser may refuse all storage: then the talk lives as long as the page.
function get(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function set(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // see above
  }
}
