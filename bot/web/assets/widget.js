// <script src="https://HOST/widget.js" data-municipality="…" defer></script> puts the chat on any page:
// one element at the end of the body, its styles inside itself. It never opens by itself.
(() => {
  const { src, dataset } = document.currentScript;
  const place = () => {
    if (document.querySelector("traenings-chat")) return;
    const chat = document.createElement("traenings-chat");
    chat.setAttribute("mode", "launcher");
    chat.setAttribute("endpoint", new URL(".", src).href);
    if (dataset.municipality) chat.setAttribute("municipality", dataset.municipality);
    document.body.append(chat);
  };
  import(new URL("assets/element.js", src).href).then(place);
})();
