/* An agenda that one can drag into another order; what was dropped goes as the form of the same name. Each item has buttons too. */
let gesleept = null;
const streep = (punt, waar) => {
  document.querySelectorAll(".agenda > .boven, .agenda > .onder").forEach((een) => een.classList.remove("boven", "onder"));
  if (punt) punt.classList.add(waar);
};
const doelVan = (event) => {
  const punt = event.target.closest?.("[data-sleep] > li");
  if (!gesleept || !punt || punt.parentElement !== gesleept.parentElement) return {};
  const { top, height } = punt.getBoundingClientRect();
  return { punt, waar: event.clientY < top + height / 2 ? "boven" : "onder" };
};

/* Only by its handle, so that text can still be selected. */
document.addEventListener("mousedown", (event) => {
  const punt = event.target.closest("[data-sleep] > li");
  if (punt) punt.draggable = Boolean(event.target.closest(".greep"));
});
document.addEventListener("dragstart", (event) => {
  gesleept = event.target.closest?.("[data-sleep] > li") ?? null;
  if (gesleept) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const { punt, waar } = doelVan(event);
  if (!punt) return;
  event.preventDefault();
  streep(punt, waar);
});
document.addEventListener("drop", (event) => {
  const { punt, waar } = doelVan(event);
  if (!punt) return;
  event.preventDefault();
  if (punt !== gesleept) punt[waar === "boven" ? "before" : "after"](gesleept);
  const lijst = gesleept.parentElement;
  const formulier = document.getElementById(lijst.dataset.sleep);
  formulier.elements.punt.value = gesleept.dataset.sleutel;
  formulier.elements.volgorde.value = [...lijst.children].map((een) => een.dataset.sleutel).join(" ");
  formulier.requestSubmit();
});
document.addEventListener("dragend", () => {
  streep(null);
  gesleept = null;
});

/* Escape closes the menu of an item and gives the focus back. */
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(".puntmenu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
