/* Show a question only to whom it is asked. Without this script all questions stand there, each with for whom it is. */
const formulier = document.querySelector("[data-quickscan]");

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

if (formulier) {
  formulier.classList.add("met-script");
  formulier.addEventListener("change", bijwerken);
  bijwerken();
}
