// What a page did wrong, and what a screen reader would have been told: collected from its first moment.
globalThis.__violations = [];
globalThis.__announced = [];
document.addEventListener("securitypolicyviolation", (event) => {
  __violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});

const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  new MutationObserver((changes) => {
    for (const change of changes) {
      const inside = change.target instanceof Element ? change.target : change.target.parentElement;
      const region = inside?.closest("[aria-live], [role=status], [role=alert]");
      if (!region || region.getAttribute("aria-live") === "off") continue;
      for (const node of change.addedNodes) if (node.textContent.trim()) __announced.push(node.textContent);
    }
  }).observe(root, { childList: true, subtree: true, characterData: true });
  return root;
};
