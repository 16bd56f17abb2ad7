// The demo page's own part: the chosen municipality goes to the chat, and a button in the text opens it.

const form = document.querySelector("#ask");
const town = form.elements.town;

async function chat() {
  await customElements.whenDefined("traenings-chat");
  for (;;) {
    const placed = document.querySelector("traenings-chat");
    if (placed) return placed;
    await new Promise(requestAnimationFrame); // widget.js puts it there in a moment
  }
}

async function tell() {
  (await chat()).setAttribute("municipality", town.value);
  document.querySelector("#chosen").textContent = `Chatten svarer for ${town.selectedOptions[0].text}.`;
}

town.addEventListener("change", tell);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  (await chat()).open();
});
tell(); // a browser may have kept another choice over a reload
