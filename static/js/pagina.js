/* What every page does beyond links and forms. Each page works without it. */

/* A disabled act stays focusable and explains itself. */
document.addEventListener("click", (event) => {
  const knop = event.target.closest('[aria-disabled="true"]');
  if (!knop) return;
  event.preventDefault();
  document.getElementById(knop.getAttribute("aria-describedby"))?.scrollIntoView({ block: "nearest" });
});

/* Escape and a click outside close the role menu. */
const openMenu = () => document.querySelector(".rolwissel[open]");
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && openMenu();
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const menu = openMenu();
  if (menu && !menu.contains(event.target)) menu.open = false;
});

/* A live region speaks when it changes, not when it comes with the page: what an act answered is put in it afterwards. */
const gezegd = document.createElement("p");
gezegd.className = "visually-hidden";
gezegd.setAttribute("role", "status");
document.body.append(gezegd);
const zegMeldingen = () => {
  const zinnen = [...document.querySelectorAll("#meldingen .melding")].map((melding) => melding.textContent.trim());
  gezegd.textContent = "";
  if (zinnen.length) setTimeout(() => (gezegd.textContent = zinnen.join(" ")), 200);
};
zegMeldingen();
document.addEventListener("htmx:afterSettle", (event) => event.target.id === "meldingen" && zegMeldingen());

/* The summary of a refused form gets the focus, so that it is read first. */
const focusFouten = (deel) => deel.querySelector?.(".foutenlijst")?.focus();
focusFouten(document);
document.addEventListener("htmx:afterSettle", (event) => focusFouten(event.target));

/* Who acted in a part that was replaced goes on there: at its first question, or else at its button. */
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== document.body || !event.target.matches?.("[data-houdt-focus]")) return;
  event.target.querySelector("input:not([type=hidden]), textarea, button")?.focus();
});

/* A form that goes on comes back empty: what was typed after it was sent stays, and so does the focus. */
let verderMet = null;
document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig } }) => {
  if (!requestConfig.elt.matches("[data-gaat-door]")) return;
  const vak = requestConfig.elt.querySelector("textarea");
  const verstuurd = requestConfig.parameters[vak.name].replaceAll("\r\n", "\n");
  verderMet = vak.value.startsWith(verstuurd) ? vak.value.slice(verstuurd.length) : vak.value;
  // The surface that disappears has nothing left to save.
  vak.value = verstuurd;
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const vak = target.querySelector?.("[data-gaat-door] textarea");
  if (!vak || verderMet === null) return;
  const rest = verderMet;
  verderMet = null;
  if (target.querySelector(".foutenlijst")) return;
  if (vak.value !== rest) {
    vak.value = rest;
    vak.dispatchEvent(new Event("input"));
  }
  vak.focus();
});

/* Signed out meanwhile: the answer is the sign-in page, of which no part belongs here. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/inloggen/")) return;
  event.preventDefault();
  location.reload();
});

/* What a part of the page asks or sends, it does in the role that stands at the top of the page. */
document.addEventListener("htmx:configRequest", (event) => {
  const { werktAls } = document.body.dataset;
  if (werktAls) event.detail.headers["X-Werkt-Als"] = werktAls;
});

/* Back, after signing out: what the browser kept of a page is not shown, the server decides again. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.dataset.gebruiker) location.reload();
});

/* A double click sends a form once. */
document.addEventListener("submit", (event) => {
  const formulier = event.target;
  if (event.defaultPrevented) return;
  if (Date.now() - (formulier.dataset.verstuurd ?? 0) < 2000) event.preventDefault();
  // What another script stops, to send it later, has not been sent yet.
  else setTimeout(() => event.defaultPrevented || (formulier.dataset.verstuurd = Date.now()));
});

/* After signing in again, here or in another tab, the token that a form was made with is no longer the one of the session. */
document.addEventListener(
  "submit",
  (event) => {
    const teken = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1];
    const veld = event.target.querySelector('input[name="csrfmiddlewaretoken"]');
    if (teken && veld) veld.value = teken;
  },
  true,
);
