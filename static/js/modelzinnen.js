// Model sentences beside a text: a button puts its sentence where the cursor was, and the text saves itself as when it is typed.
for (const knop of document.querySelectorAll("[data-voeg-in]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => {
    const veld = document.getElementById(knop.dataset.voegIn);
    const zin = document.getElementById(knop.getAttribute("aria-describedby")).textContent.trim();
    const voor = veld.value.slice(0, veld.selectionEnd), na = veld.value.slice(veld.selectionEnd);
    const begin = voor && !/\s$/.test(voor) ? `${voor} ` : voor;
    const eind = na && !/^\s/.test(na) ? ` ${na}` : na;
    veld.value = begin + zin + eind;
    veld.focus();
    veld.setSelectionRange(begin.length + zin.length, begin.length + zin.length);
    veld.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
