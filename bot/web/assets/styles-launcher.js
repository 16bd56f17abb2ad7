// The looks of the launcher on somebody else's page: a button with words, and a panel beside what is read.
// The limits are those of element.js: below them the button is a link to the full page.

export const launcher = `
:host([mode="launcher"]) {
  position: fixed !important; right: 1em !important; bottom: 1em !important; z-index: 2147483000 !important; color-scheme: light !important;
}
.launcher { display: flex; flex-direction: column; align-items: flex-end; gap: .75em; font: 1.0625em / 1.5 var(--tg-font); }
.launcher .frame { width: min(27em, 100vw - 2em); height: min(40em, 100vh - 6.5em); font-size: calc(1em * var(--tg-scale)); border: 2px solid var(--tg-strong);
  box-shadow: 0 .5em 2em rgb(0 0 0 / .3); }
.launch { display: inline-flex; align-items: center; min-height: 3.1em; padding: .5em 1.4em; border-radius: 1.6em; border: 2px solid var(--tg-on-strong);
  background: var(--tg-strong); color: var(--tg-on-strong); font-size: 1.1em; font-weight: 600; text-decoration: none; box-shadow: 0 .2em .8em rgb(0 0 0 / .35); }
.launch.full { display: none; }
.close { flex: none; }
@media (max-width: 30em), (max-height: 36em) { .launcher .frame, button.launch { display: none; } .launch.full { display: inline-flex; } }
`;
