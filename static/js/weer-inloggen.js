/* Signing in again without leaving the page: the sign-in page stands in a dialog. `weerInloggen(inloggen)` opens it, and resolves to
   whether the same person is signed in again; then a "weer-ingelogd" event follows, for everything on the page that waited. */

const weerInloggen = (() => {
  const GELUKT = "/inloggen/gelukt/"; // where signing in ends (leden/urls/inloggen.py)

  const element = (soort, eigenschappen, ...inhoud) => {
    const nieuw = Object.assign(document.createElement(soort), eigenschappen);
    nieuw.append(...inhoud);
    return nieuw;
  };

  const bouwen = (adres) => {
    const kop = element("h2", { id: "weer-inloggen-kop" }, "Log in om verder te gaan");
    const sluit = element("button", { type: "button", className: "btn btn-link" }, "Sluit");
    const uitleg = element("p", {}, "Uw tekst staat hierachter en blijft staan.");
    uitleg.setAttribute("role", "status");
    const raam = element("iframe", { src: adres, title: "Inloggen" });
    const dialoog = element(
      "dialog",
      { className: "inlogvenster" },
      element("div", { className: "inlogvensterkop" }, kop, sluit),
      uitleg,
      raam,
    );
    dialoog.setAttribute("aria-labelledby", kop.id);
    sluit.addEventListener("click", () => dialoog.close());
    document.body.append(dialoog);
    return { dialoog, raam, uitleg };
  };

  /* The person of the page that the frame ended on; undefined while still signing in. */
  const wieIsBinnen = (raam) => {
    try {
      const { pathname } = raam.contentWindow.location;
      return pathname === GELUKT ? raam.contentDocument.querySelector("[data-gebruiker]")?.dataset.gebruiker : undefined;
    } catch {
      return undefined; // a page of another site: signing in through the organisation, in a browser that allows it here
    }
  };

  return (inloggen) =>
    new Promise((klaar) => {
      const adres = new URL(inloggen, location.href);
      adres.search = new URLSearchParams({ inpagina: "1", next: GELUKT });
      const { dialoog, raam, uitleg } = bouwen(adres.href);
      let gelukt = false;
      raam.addEventListener("load", () => {
        const gebruiker = wieIsBinnen(raam);
        if (gebruiker === undefined) return;
        // A page that was made while signed out is nobody's; what it sends says for which role it is, and the server looks.
        const vanWie = document.body.dataset.gebruiker ?? gebruiker;
        if (gebruiker === vanWie) {
          gelukt = true;
          dialoog.close();
        } else {
          uitleg.textContent =
            "U bent nu ingelogd als iemand anders dan op deze pagina. Wat er staat, is niet bewaard en blijft op dit apparaat.";
        }
      });
      // Signed in elsewhere meanwhile, for instance in another tab: what waited on the page went on by itself.
      document.addEventListener("weer-bewaard", () => dialoog.close(), { once: true });
      dialoog.addEventListener("close", () => {
        dialoog.remove();
        klaar(gelukt);
        if (gelukt) document.dispatchEvent(new CustomEvent("weer-ingelogd"));
      });
      dialoog.showModal();
    });
})();

/* A form that was sent while signed out (templates/leden/uitgelogd.html) waits until one is in again, and is then sent once more. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-na-inloggen]");
  if (!form || form.dataset.gaVerder !== undefined) return;
  event.preventDefault();
  if (!(await weerInloggen(form.dataset.naInloggen))) return;
  form.dataset.gaVerder = "";
  form.requestSubmit(event.submitter);
});
