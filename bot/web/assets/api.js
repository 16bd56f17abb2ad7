// The chat API: timeouts, one quiet second try, and errors as Danish sentences (RFC 9457).

const TIMEOUT = 15_000;
const LONGEST_WAIT = 10;

/** The server said no: `status`, and a sentence for the citizen. */
export class Refused extends Error {
  constructor(status, detail, retryAfter) {
    super(detail);
    Object.assign(this, { status, detail, retryAfter });
  }

  /** Whether the talk itself is gone: unknown, erased, or the key is lost. */
  get gone() {
    return [401, 404, 409].includes(this.status);
  }

  /** Whether the same again may succeed. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came: `kind` is "offline", "timeout" or "unreachable". */
export class Unreached extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** The calls of one bot; `onWait(seconds)` tells of a pause before the second try. */
export class Api {
  onWait = () => {};
  #base;

  constructor(endpoint) {
    this.#base = new URL("api/conversations", endpoint.endsWith("/") ? endpoint : `${endpoint}/`).href;
  }

  start = (municipality) => this.#json("POST", "", { body: municipality ? { municipality } : {} });
  say = ({ id, token }, message) => this.#json("POST", `/${id}/messages`, { token, body: message });
  reload = ({ id, token }) => this.#json("GET", `/${id}`, { token });
  erase = ({ id, token }) => this.#json("DELETE", `/${id}`, { token });
  rate = ({ id, token }, message, helpful) =>
    this.#call("POST", `/${id}/messages/${message}/feedback`, { token, body: { helpful } });
  transcript = async ({ id, token }) =>
    (await this.#call("GET", `/${id}/transcript`, { token, accept: "text/plain" })).text();

  async #json(...call) {
    return (await this.#call(...call)).json();
  }

  /** Tries twice: every call may be repeated (a message by its request_id). */
  async #call(...call) {
    try {
      return await this.#once(...call);
    } catch (error) {
      const passing = error instanceof Refused ? error.passing : error.kind === "unreachable";
      const seconds = error.retryAfter ?? 1;
      if (!passing || seconds > LONGEST_WAIT) throw error;
      if (error instanceof Refused) this.onWait(seconds);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      return this.#once(...call);
    }
  }

  async #once(method, path, { token, body, accept = "application/json" }) {
    if (navigator.onLine === false) throw new Unreached("offline");
    const headers = { Accept: accept };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const response = await fetch(this.#base + path, {
        method, headers, body: body && JSON.stringify(body), signal: stop.signal,
        credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
      });
      if (!response.ok) throw await refusal(response);
      return response;
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Unreached(stop.signal.aborted ? "timeout" : "unreachable");
    } finally {
      clearTimeout(clock);
    }
  }
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const after = Number(response.headers.get("Retry-After"));
  return new Refused(response.status, problem.detail ?? null, after > 0 ? after : undefined);
}

/** A name for one message, so that it can be sent again and be said once. */
export function newRequestId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
