// Warns two minutes before the session ends, and keeps it alive on request. Without script the foot tells when.
const box = document.getElementById("session");
const WARN_MS = 120_000;
const last = Date.parse(box.dataset.last);
const skew = Date.parse(box.dataset.idle) - 30 * 60_000 - Date.now();

const button = document.createElement("button");
button.type = "button";
button.textContent = "Bliv logget ind";
button.addEventListener("click", async () => {
  const body = new URLSearchParams({ csrf: box.dataset.csrf });
  const reply = await fetch("/bliv", { method: "POST", body, redirect: "manual" });
  box.replaceChildren();
  if (reply.status === 204) plan(Date.now() + skew + 30 * 60_000);
  else location.assign("/login");
});

function plan(idle) {
  const end = Math.min(idle, last);
  const wait = end - WARN_MS - (Date.now() + skew);
  setTimeout(() => {
    const text = document.createElement("p");
    text.textContent = "Du bliver logget ud om to minutter. Gem det, du er i gang med.";
    box.replaceChildren(text, ...(end < last ? [button] : []));
  }, Math.max(0, wait));
}
plan(Date.parse(box.dataset.idle));
