/* Show a question only to whom it is asked. Without this script all questions stand there, each with for whom it is. */
const formulier = document.querySelector("form[data-quickscan]");

const gekozen = (naam) =>
  [...formulier.querySelectorAll(`[name="${naam}"]:checked`)]
    .filter((keuze) => !keuze.closest("[hidden]"))
    .map((keuze) => keuze.value);

const bijwerken = () => {
  for (const vraag of formulier.querySelectorAll("[data-als]")) {
    const opties = vraag.dataset.opties.split(" ");
    vraag.hidden = !gekozen(vraag.dataset.als).some((keuze) => opties.includes(keuze));
  }
};

/* What was filled in stays on this device until it has come in: a phone that runs empty costs no answer. It comes back with the
   version of the answer that it started from, so the server sees when a colleague answered meanwhile. The name of its place begins
   as those of schrijven.js do, so signing out asks about it too. */
const opslag = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();
const plek = ({ quickscan }) => `${document.body.dataset.gebruiker ?? ""}:quickscan:${quickscan}`;
const ingevuld = () => JSON.stringify([...new FormData(formulier)].filter(([naam]) => naam !== "csrfmiddlewaretoken"));

const onthoud = () => {
  try {
    opslag?.setItem(plek(formulier.dataset), ingevuld());
  } catch {
    // Full: it stands on the page alone.
  }
};

const herstel = () => {
  const bewaard = opslag?.getItem(plek(formulier.dataset));
  if (!bewaard || bewaard === ingevuld()) return;
  const antwoorden = JSON.parse(bewaard);
  for (const veld of formulier.querySelectorAll("input, textarea")) {
    const waarden = antwoorden.filter(([naam]) => naam === veld.name).map(([, waarde]) => waarde);
    if (veld.matches("[type=radio], [type=checkbox]")) veld.checked = waarden.includes(veld.value);
    else if (waarden.length) [veld.value] = waarden;
  }
  bijwerken();
  const melding = document.querySelector("[data-nog-hier]");
  melding.hidden = false;
  melding.querySelector("button").addEventListener("click", () => {
    opslag.removeItem(plek(formulier.dataset));
    location.reload();
  });
};

if (formulier) {
  formulier.classList.add("met-script");
  formulier.addEventListener("input", onthoud);
  formulier.addEventListener("change", bijwerken);
  bijwerken();
  // What comes back with an error is what was typed.
  if (formulier.dataset.geweigerd === undefined) herstel();
}

const binnen = document.querySelector("[data-binnen]");
if (binnen) opslag?.removeItem(plek(binnen.dataset));
