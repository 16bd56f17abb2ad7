// The looks of the talk: who speaks shows by words, indentation and border, never by colour alone.

export const conversation = `
.notice { padding: .6em .9em; border: 1px solid var(--tg-border); border-radius: 6px; background: var(--tg-bot-bg); font-size: .95em; color: var(--tg-fg); }
ol { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1em; }
ol:not(:empty) { margin-top: 1.1em; }
.item { max-width: 40em; }
.bot { margin-right: 1.5em; } .you { margin-left: auto; padding-left: 3em; min-width: min(60%, 20em); }
.who { margin: 0 0 .25em; font-size: .85em; font-weight: 600; line-height: 1.4; color: var(--tg-muted); }
.you .who { text-align: right; }
.bubble { border: 1px solid var(--tg-border); border-radius: var(--tg-radius); padding: .75em 1em; }
.bot .bubble { background: var(--tg-bot-bg); border-left: 6px solid var(--tg-accent); border-top-left-radius: 2px; }
.you .bubble { background: var(--tg-you-bg); border-color: var(--tg-accent); border-bottom-right-radius: 2px; white-space: pre-wrap; }
.safety .bubble { border: 3px solid var(--tg-error); border-left-width: 10px; font-size: 1.1em; }
.safety .phone { display: inline-block; padding: .35em .1em; font-weight: 700; font-size: 1.2em; line-height: 1.5; }
.bubble > p + p, .bubble > p + ul, .bubble > ul + p { margin-top: .5em; }
.bubble > ul:not(.sources) { list-style: disc; margin: .4em 0 0; padding-left: 1.3em; } .bubble > ul:not(.sources) > li { margin: .25em 0; padding-left: .2em; }
.bubble > ul:not(.sources) > li::marker { color: var(--tg-accent); }
.sources { list-style: none; margin: .8em 0 0; padding: .6em 0 0; border-top: 1px solid var(--tg-border); font-size: .875em; color: var(--tg-muted); }
.sources li + li { margin-top: .4em; }
.validity { color: var(--tg-fg); }
.tools { display: flex; flex-wrap: wrap; gap: 8px 1em; align-items: center; justify-content: space-between; font-size: .9em; }
.tools:has(.feedback, button:not(.speak)), .can-speak .tools { margin-top: .75em; }
.feedback { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; } .feedback span { margin-right: .25em; }
.tools button { min-width: 44px; border-width: 1px; }
button[aria-pressed="true"] { background: var(--tg-strong); color: var(--tg-on-strong); }
button[aria-pressed="true"]::before { content: "✓ " / ""; }
.speak { display: none; } .can-speak .speak { display: inline-block; }
.choices { list-style: none; margin: .75em 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
.choices button { text-align: left; border-radius: 1.4em; padding-inline: 1.1em; }
@container (max-width: 26em) { .bot { margin-right: 0; } .you { padding-left: 1.5em; } .choices { display: grid; } .choices button { width: 100%; } }
@media print { .choices, .tools { display: none; } }
`;
