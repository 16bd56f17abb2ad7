// Every Danish word that the chat itself says. What the bot answers comes from the bot.

export const texts = {
  name: "Træningsguiden",
  launch: "Spørg om træning",
  region: "Chat om træning",
  close: "Luk",
  // Word for word the notice of bot/answers/phrases.yml: the greeting then need not repeat it.
  notice: "Du skriver med et computerprogram, ikke et menneske. Det kan tage fejl. Skriv ikke CPR-nummer eller noget om helbred med navn.",
  known: "Se alt, hvad jeg ved",
  talk: "Samtalen",
  you: (at) => `Du skrev kl. ${at}`,
  bot: (at) => `Træningsguiden svarede kl. ${at}`,
  field: "Skriv dit spørgsmål",
  send: "Send",
  human: "Tal med et menneske",
  humanSaid: "Jeg vil gerne tale med et menneske",
  choices: "Vælg et svar",
  examples: ["Hvem kan få genoptræning?", "Hvad koster træningen?", "Hvordan søger jeg?", "Hvordan klager jeg?"],

  busy: "Jeg finder svaret …",
  slow: "Det tager lidt længere end normalt. Vent bare.",
  waiting: (seconds) => `Der er travlt lige nu. Din besked bliver sendt igen om ${seconds} ${seconds === 1 ? "sekund" : "sekunder"}.`,
  back: "Forbindelsen er tilbage.",

  source: ({ title, section, edition }) => `Kilde: ${title}, ${place(section)} · ${edition}`,
  sameSource: (section) => `Samme kilde, ${place(section)}`,
  validity: { unconfirmed: "ikke bekræftet for i dag", replaced: "erstattet" },
  helped: "Hjalp svaret?",
  yes: "Ja",
  no: "Nej",
  thanks: "Tak for dit svar.",
  speak: "Læs højt",
  hush: "Stop oplæsning",
  calendar: "Gem i kalender",
  notices: {
    cpr_masked: "Noget lignede et CPR-nummer. Det er skjult og ikke gemt.",
    phone_masked: "Et telefonnummer er skjult og ikke gemt.",
    mail_masked: "En mailadresse er skjult og ikke gemt.",
  },

  more: "Flere valg",
  larger: "Større tekst",
  smaller: "Mindre tekst",
  size: (percent) => `Teksten er nu ${percent} procent.`,
  save: "Gem som tekst",
  saved: "Samtalen er hentet som en tekstfil.",
  file: (day) => `samtale-med-traeningsguiden-${day}.txt`,
  print: "Udskriv",
  erase: "Slet samtalen",
  eraseAsk: "Vil du slette hele samtalen? Den kan ikke hentes igen.",
  eraseYes: "Ja, slet den",
  eraseNo: "Nej, behold den",
  erased: "Samtalen er slettet.",
  restart: "Start forfra",
  restarted: "Du er begyndt på en ny samtale.",
  nothing: "Der er ingen samtale endnu.",

  retry: "Prøv igen",
  renew: "Begynd en ny samtale",
  empty: "Skriv først dit spørgsmål i feltet.",
  cpr: "Det ligner et CPR-nummer, så beskeden er ikke sendt. Slet tallet, og send igen. Jeg behøver det ikke for at svare. Er det et sagsnummer, så skriv det heller ikke.",
  offline: "Du har ingen forbindelse til internettet lige nu. Din tekst er her stadig. Prøv igen, når forbindelsen er tilbage.",
  timeout: "Svaret kom ikke i tide. Din tekst er her stadig. Prøv igen.",
  unreachable: "Beskeden kom ikke frem. Din tekst er her stadig. Prøv igen.",
  unsent: (text) => `Den besked, der ikke kom frem, var: »${text}«`,
  technical: "Noget gik galt. Prøv igen om lidt.",
};

function place(section) {
  return section.startsWith("§") ? section : `afsnittet ${section}`;
}
