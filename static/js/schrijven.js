/* Writing surfaces that save themselves (templates/onderdelen/schrijven.html), and choices and lines that do
   (templates/onderdelen/zelfbewaard.html): those are a text too, of choices the values that are on, with a comma between.

   From the first keystroke until the server has confirmed exactly that text, the text also lives in localStorage, as
   {tekst, basis, begin, gestuurd, om} under "<sleutel>#<page>": every open page keeps its own, so two tabs cannot wipe out each
   other's words. A save names the text it started from (`begin`) by its fingerprint (`basis`), and what was sent before without an answer (gestuurd). The
   server does not overwrite another text: the writer chooses. */

(() => {
  const WACHT_NA_TYPEN = 800;
  const LANGSTE_WACHTTIJD = 60000;
  const KEEPALIVE_GRENS = 60000; // browsers refuse larger bodies in a request that outlives its page
  const DUURT_LANG = 10000;
  const APART_BEWAREN = 60000;
  const LANGSTE_POGING = 15000;
  const MEESTE_ZONDER_ANTWOORD = 50;
  const KLOK = { hour: "numeric", minute: "2-digit" };
  const pagina = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const vlakken = new Set();

  const csrfTeken = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";

  /* As `vingerafdruk` in huisstijl/velden.py; undefined where the browser does not reckon it (a page without https). */
  const vingerafdruk = async (tekst) => {
    const som = await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(tekst));
    return som && Array.from(new Uint8Array(som), (getal) => getal.toString(16).padStart(2, "0")).join("");
  };

  const element = (soort, eigenschappen, ...inhoud) => {
    const nieuw = Object.assign(document.createElement(soort), eigenschappen);
    nieuw.append(...inhoud);
    return nieuw;
  };

  const knop = (klasse, woorden, bijKlik) => {
    const nieuw = element("button", { type: "button", className: `btn ${klasse}` }, woorden);
    nieuw.addEventListener("click", bijKlik);
    return nieuw;
  };

  const icoon = (vlak, naam) => {
    const nieuw = vlak.querySelector(".stand svg").cloneNode(true);
    const use = nieuw.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#i-${naam}`));
    return nieuw;
  };

  /* Two texts, each [text, heading], with the words marked that only one of them has. */
  const naastElkaar = ([mijn, mijnKop], [ander, andereKop]) => {
    const stukken = verschil.stukken(mijn, ander);
    const kant = (kop, soort) => {
      const alinea = element("p", {});
      for (const stuk of stukken) {
        if (stuk.soort === "beide") alinea.append(stuk.tekst);
        else if (stuk.soort === soort) alinea.append(element("ins", {}, stuk.tekst));
      }
      return element("div", {}, element("h2", {}, kop), alinea);
    };
    return element("div", { className: "vergelijk mt-3" }, kant(mijnKop, "mijn"), kant(andereKop, "ander"));
  };

  /* ---- the copies on this device; without storage (a private window) only the server keeps the text */

  const opslag = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();

  /* Returns whether it is there: the storage may be full. */
  const onthouden = (plek, concept) => {
    try {
      opslag.setItem(plek, JSON.stringify(concept));
      return true;
    } catch {
      return false;
    }
  };

  const concept = (plek) => {
    try {
      return { ...JSON.parse(opslag.getItem(plek)), plek };
    } catch {
      return { plek }; // damaged
    }
  };

  /* Texts that the server never confirmed, oldest first. */
  const concepten = (sleutel) =>
    Object.keys(opslag ?? {})
      .filter((plek) => plek.startsWith(`${sleutel}#`))
      .map(concept)
      .filter(({ tekst }) => typeof tekst === "string")
      .sort((een, ander) => een.om - ander.om);

  /* A text that stands on this device alone may not be cleared away to make room. Once a page: a browser may ask the person. */
  let gevraagd = false;
  const nietOpruimen = () => {
    if (gevraagd) return;
    gevraagd = true;
    navigator.storage?.persist?.().catch(() => {});
  };

  const vergeten = (plek) => opslag?.removeItem(plek);

  /* ---- one surface */

  class Schrijfvlak {
    constructor(vlak) {
      const { bewaren, veld, sleutel, naam, basis, onbewaard } = vlak.dataset;
      Object.assign(this, { vlak, adres: bewaren, veld, sleutel, naam, basis, gestuurd: [], pogingen: 0 });
      this.plek = `${sleutel}#${pagina}`;
      this.velden = [...vlak.querySelectorAll("textarea, input")];
      this.isTekstvak = this.velden[0].matches("textarea");
      this.isKeuze = this.velden[0].matches("[type=radio], [type=checkbox]");
      this.wat = this.isKeuze ? "keuze" : "tekst";
      this.stand = vlak.querySelector(".stand");
      this.bewaardeTekst = onbewaard === undefined ? this.gekregen : null;
      this.begin = this.bewaardeTekst ?? "";
      this.telWoorden();
      vlak.addEventListener("input", () => this.getypt());
      vlak.addEventListener("focusout", () => this.bewaar());
      this.herstel();
    }

    get tekst() {
      if (!this.isKeuze) return this.velden[0].value;
      const aan = this.velden.filter((een) => een.checked);
      return aan.map((een) => een.value).sort().join(",");
    }

    set tekst(tekst) {
      if (this.isKeuze) this.velden.forEach((een) => (een.checked = tekst.split(",").includes(een.value)));
      else this.velden[0].value = tekst;
      this.telWoorden();
    }

    /* What the server sent: whoever is quick types before this script began. A choice may be put back by the browser itself. */
    get gekregen() {
      return this.isTekstvak ? this.velden[0].defaultValue : this.tekst;
    }

    /* A text as somebody reads it: of a choice the labels. */
    inWoorden(tekst) {
      if (!this.isKeuze) return tekst || "niets";
      const aan = this.velden.filter((een) => tekst.split(",").includes(een.value));
      return aan.map((een) => een.labels[0].innerText.trim()).join(", ") || "niets";
    }

    get form() {
      return this.velden[0].form;
    }

    focus() {
      (this.velden.find((een) => een.checked) ?? this.velden[0]).focus();
    }

    get isBewaard() {
      return this.tekst === this.bewaardeTekst;
    }

    onthoud() {
      this.opApparaat = onthouden(this.plek, {
        tekst: this.tekst,
        basis: this.basis,
        begin: this.begin,
        gestuurd: this.gestuurd,
        om: Date.now(),
      });
    }

    /* Where the words are while the server does not have them. */
    get waar() {
      return this.opApparaat
        ? `Uw ${this.wat} staat op dit apparaat.`
        : `Laat deze pagina open, anders raakt u uw ${this.wat} kwijt.`;
    }

    getypt() {
      this.onthoud();
      this.telWoorden();
      if (this.keuze) {
        this.apart ??= setTimeout(() => this.bewaarApart(), APART_BEWAREN);
        return;
      }
      clearTimeout(this.klok);
      // Half a date is no date: a line is saved when one leaves it.
      if (!this.isTekstvak && !this.isKeuze && this.vlak.contains(document.activeElement))
        return this.toon("", "pencil", "Nog niet bewaard");
      this.toon("", "arrow-repeat", "Bezig met bewaren");
      this.klok = setTimeout(() => this.bewaar(), WACHT_NA_TYPEN);
    }

    /* What earlier pages left behind: the newest text comes back in the surface, older ones go to the server as they are. */
    async herstel() {
      const anders = [];
      for (const concept of concepten(this.sleutel)) {
        if (concept.tekst === this.tekst) vergeten(concept.plek);
        else anders.push(concept);
      }
      const laatste = anders.pop();
      for (const ouder of anders) {
        const antwoord = await this.stuur(ouder.tekst, ouder.basis, ouder.gestuurd);
        if (antwoord?.status === 200 || antwoord?.status === 409) vergeten(ouder.plek);
      }
      if (laatste) {
        this.tekst = laatste.tekst;
        const { basis, begin = "", gestuurd = [] } = laatste;
        Object.assign(this, { basis, begin, gestuurd });
        this.getypt();
        vergeten(laatste.plek);
      }
      this.bewaar();
    }

    /* ---- the server */

    stuur(tekst, basis, gestuurd = []) {
      return this.vraag([["tekst", tekst], ["basis", basis], ...gestuurd.map((afdruk) => ["gestuurd", afdruk])]);
    }

    /* The answer with its `inhoud`; null when there is none in time. A connection that went silent never says so itself. */
    async vraag(velden) {
      const body = new URLSearchParams([["veld", this.veld], ...velden]);
      const afbreken = new AbortController();
      const klok = setTimeout(() => afbreken.abort(), LANGSTE_POGING);
      try {
        const antwoord = await fetch(this.adres, {
          method: "POST",
          headers: {
            Accept: "application/json",
            "X-CSRFToken": csrfTeken(),
            "X-Werkt-Als": document.body.dataset.werktAls ?? "",
          },
          body,
          keepalive: body.toString().length < KEEPALIVE_GRENS,
          signal: afbreken.signal,
        });
        const { status, ok, redirected, url } = antwoord;
        const inhoud = await antwoord.json().catch(() => null);
        return afbreken.signal.aborted ? null : { status, ok, redirected, url, inhoud };
      } catch {
        return null;
      } finally {
        clearTimeout(klok);
      }
    }

    /* Resolves to whether the server now holds the text of the surface. One request at a time. */
    async bewaar() {
      clearTimeout(this.klok);
      if (this.bezig) await this.bezig;
      if (this.keuze) {
        if (this.apart) this.bewaarApart();
        return false;
      }
      if (this.isBewaard) return true;
      this.bezig ??= this.verstuur().finally(() => (this.bezig = null));
      return this.bezig;
    }

    /* While a choice is open, what is typed on goes to the server as a text that did not win: with no text to start from. */
    bewaarApart() {
      clearTimeout(this.apart);
      this.apart = null;
      return this.stuur(this.tekst, "");
    }

    async verstuur() {
      const tekst = this.tekst;
      const onderweg = this.stuur(tekst, this.basis, this.gestuurd); // at once: the page may be closing
      const afdruk = await vingerafdruk(tekst);
      if (afdruk) {
        this.gestuurd = [...this.gestuurd.filter((een) => een !== afdruk), afdruk].slice(-MEESTE_ZONDER_ANTWOORD);
        this.onthoud();
      }
      const lang = setTimeout(() => this.toon("weg", "wifi-off", `Bewaren duurt lang. ${this.waar}`), DUURT_LANG);
      const antwoord = await onderweg;
      clearTimeout(lang);
      if (this.opApparaat && !antwoord?.ok) nietOpruimen();
      if (!antwoord)
        return this.opnieuw("weg", "wifi-off", `Geen verbinding. ${this.waar} Bewaren gaat straks vanzelf verder.`);
      const { inhoud } = antwoord;
      if (antwoord.status === 401 || antwoord.redirected) return this.uitgelogd(inhoud?.inloggen ?? antwoord.url);
      if (antwoord.status === 409 && inhoud)
        return inhoud.tekst === tekst ? this.bevestigd(tekst, inhoud) : this.kies(inhoud);
      if (antwoord.ok && inhoud?.basis) return this.bevestigd(tekst, inhoud);
      if (antwoord.status >= 500)
        return this.opnieuw("fout", "exclamation-circle", `Bewaren is niet gelukt. Uw ${this.wat} staat nog hier.`);
      const redenen = inhoud?.redenen ?? ["Bewaren is niet gelukt."];
      return this.mislukt("fout", "exclamation-circle", [...redenen, `Uw ${this.wat} staat nog hier.`].join(" "));
    }

    bevestigd(tekst, { basis, om, melding = "" }) {
      this.overgenomen(tekst, basis);
      if (this.isBewaard) {
        vergeten(this.plek);
        this.toon("goed", "check-circle", `Bewaard om ${om} uur`, { stil: this.waarschuw(melding) });
        // Parts of the page that follow from the text (what is still open, which words changed) listen for this.
        this.vlak.dispatchEvent(new CustomEvent("bewaard", { bubbles: true }));
        document.dispatchEvent(new CustomEvent("weer-bewaard"));
      } else {
        this.getypt();
      }
      return this.isBewaard;
    }

    mislukt(soort, teken, zin) {
      const actie = knop("btn-link", "Probeer opnieuw", () => {
        this.focus();
        this.bewaar();
      });
      this.toon(soort, teken, zin, { actie });
      return false;
    }

    opnieuw(soort, teken, zin) {
      clearTimeout(this.klok);
      this.klok = setTimeout(() => this.bewaar(), Math.min(LANGSTE_WACHTTIJD, 2000 * 2 ** this.pogingen++));
      return this.mislukt(soort, teken, zin);
    }

    uitgelogd(adres) {
      const inloggen = new URL(adres, location.href);
      inloggen.searchParams.set("next", location.pathname);
      // With a modifier key, or in a browser without dialogs, it is an ordinary link to another tab.
      const actie = element("a", { href: inloggen.href, target: "_blank" }, "Log in om verder te schrijven");
      actie.addEventListener("click", async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
        event.preventDefault();
        if (await weerInloggen(inloggen.href)) this.focus();
      });
      this.toon("weg", "lock", `U bent uitgelogd. Uw ${this.wat} staat nog hier.`, { actie });
      return false;
    }

    /* Who comes back to the page may find a newer text: what nobody touched here then becomes that one. */
    async kijk() {
      if (!this.isBewaard || this.bezig || this.keuze) return;
      const antwoord = await this.vraag([]);
      const nieuwer = antwoord?.ok && antwoord.inhoud && antwoord.inhoud.basis !== this.basis;
      if (!nieuwer || !this.isBewaard || this.bezig) return;
      const { tekst, basis, door, om } = antwoord.inhoud;
      this.tekst = tekst;
      this.overgenomen(tekst, basis);
      const deed = this.isKeuze ? "maakte" : "schreef";
      const wie = door === this.naam ? `u ${deed} hem in een ander venster` : `${door} ${deed} hem`;
      this.toon("goed", "people", `Dit is de nieuwste ${this.wat}${door ? `: ${wie} om ${om} uur` : ""}.`);
    }

    overgenomen(tekst, basis) {
      Object.assign(this, { bewaardeTekst: tekst, begin: tekst, basis, gestuurd: [], pogingen: 0 });
      const verborgen = this.form?.elements.namedItem(`${this.velden[0].name}_basis`);
      if (verborgen) verborgen.value = basis;
    }

    /* ---- two people wrote */

    kies({ tekst, basis, door, om }) {
      const uzelf = door === this.naam;
      const schrijver = uzelf ? "U" : door || "Uw collega";
      const deed = this.isKeuze ? "koos" : "schreef";
      const iets = this.isTekstvak ? "ook in deze tekst" : "hier iets anders";
      const waar = uzelf ? `${iets}, in een ander venster` : iets;
      const metVersies = this.vlak.dataset.versies !== undefined;
      const samen = knop("btn-primary", "Voeg beide samen", () =>
        this.gekozen(basis, tekst, verschil.samen(this.begin, this.tekst, tekst)),
      );
      const van = uzelf ? "uw andere venster" : door?.split(" ")[0] || "uw collega";
      const nu = new Date().toLocaleTimeString("nl-NL", { ...KLOK, timeZone: "Europe/Amsterdam" }).replace(":", ".");
      this.keuze = element("div", { className: "melding let-op" });
      this.keuze.append(
        icoon(this.vlak, "people"),
        element(
          "div",
          {},
          element(
            "p",
            {},
            element("b", {}, `${schrijver} ${deed} om ${om} uur ${waar}.`),
            uzelf ? "" : ` U ${deed} tegelijk.`,
            " Er is niets verloren: kies hoe u verdergaat.",
          ),
          naastElkaar(
            [this.isTekstvak ? this.tekst : this.inWoorden(this.tekst), `Uw ${this.wat}, ${nu} uur`],
            [this.isTekstvak ? tekst : this.inWoorden(tekst), `De ${this.wat} van ${van}, ${om} uur`],
          ),
          element(
            "div",
            { className: "rij-knoppen" },
            ...(this.isTekstvak ? [samen] : []),
            knop("btn-outline-primary", `Houd mijn ${this.wat}`, () => this.gekozen(basis, tekst, this.tekst)),
            knop("btn-outline-primary", `Neem de ${this.wat} van ${van}`, () => this.gekozen(basis, tekst, tekst)),
          ),
          metVersies ? element("p", { className: "klein" }, "De andere tekst blijft bewaard bij Eerdere versies.") : "",
        ),
      );
      this.vlak.parentElement.before(this.keuze);
      this.toon("weg", "people", `${schrijver} ${deed} ${waar}. Kies hierboven hoe u verdergaat.`);
      this.brengInZicht();
      return false;
    }

    /* Who types at the end of a long text would not see the choice. Its first words, since two long texts are higher than the window.
       The browser keeps in place what was in sight, on a slow device also after we scrolled; so we look until the writer does something. */
    brengInZicht() {
      const eerste = this.keuze.querySelector("b");
      const kijker = new IntersectionObserver((rijen) => {
        if (!rijen.at(-1).isIntersecting) eerste.scrollIntoView({ block: "nearest" });
      });
      kijker.observe(eerste);
      for (const daad of ["keydown", "pointerdown", "wheel"]) {
        addEventListener(daad, () => kijker.disconnect(), { once: true, passive: true });
      }
    }

    gekozen(basis, begin, tekst) {
      this.keuze.remove();
      clearTimeout(this.apart);
      this.apart = null;
      Object.assign(this, { keuze: null, basis, begin, gestuurd: [], bewaardeTekst: null });
      this.tekst = tekst;
      this.focus();
      this.getypt();
      this.bewaar();
    }

    /* ---- what the surface says */

    /* `stil`: for the eye only. A screen reader hears one message per pause in typing. */
    toon(soort, teken, zin, { actie = null, stil = soort === "" } = {}) {
      // A link that was replaced between the press and the release of the mouse would never be followed.
      if (this.getoond === zin && actie && this.actie?.textContent === actie.textContent) return;
      this.getoond = zin;
      const woorden = element("span", {}, zin);
      if (stil) woorden.setAttribute("aria-hidden", "true");
      this.stand.replaceChildren(icoon(this.vlak, teken), woorden);
      this.stand.className = `stand ${soort}`;
      this.actie?.remove();
      if (actie) this.stand.after(actie);
      this.actie = actie;
    }

    /* A sentence about the text itself (a telephone number in it). Returns whether it is new, and so heard instead. */
    waarschuw(zin) {
      const plaats = this.vlak.parentElement.querySelector(".waarschuwing");
      if (!plaats || plaats.textContent === zin) return false;
      plaats.replaceChildren();
      if (zin)
        plaats.append(
          element(
            "p",
            { className: "veldfout mt-2" },
            icoon(this.vlak, "exclamation-circle"),
            element("span", {}, zin),
          ),
        );
      return zin !== "";
    }

    telWoorden() {
      if (!this.isTekstvak) return;
      const aantal = this.tekst.split(/\s+/).filter(Boolean).length;
      this.vlak.querySelector(".woorden").textContent = aantal === 1 ? "1 woord" : `${aantal} woorden`;
    }
  }

  /* A text that stayed behind on this device while the surface was closed for writing. */
  const toonAchtergebleven = (vlak) => {
    for (const { plek, tekst } of concepten(vlak.dataset.sleutel)) {
      if (tekst === vlak.querySelector("textarea").value) vergeten(plek);
      else {
        const melding = element("div", { className: "melding let-op mt-3" }, icoon(vlak, "device-ssd"));
        const weg = knop("btn-outline-primary", "Verwijder deze tekst van dit apparaat", () => {
          vergeten(plek);
          melding.remove();
        });
        melding.append(
          element(
            "div",
            {},
            element("p", {}, element("b", {}, "Op dit apparaat staat nog een tekst die niet is bewaard.")),
            element("p", { className: "regels" }, tekst),
            element("div", { className: "rij-knoppen" }, weg),
          ),
        );
        vlak.after(melding);
      }
    }
  };

  /* ---- the page */

  const begin = (deel) => {
    for (const vlak of deel.querySelectorAll("[data-sleutel]:not([data-begonnen])")) {
      vlak.setAttribute("data-begonnen", "");
      if (vlak.dataset.bewaren) vlakken.add(new Schrijfvlak(vlak));
      else toonAchtergebleven(vlak);
    }
  };

  const opDePagina = () => {
    vlakken.forEach((een) => een.vlak.isConnected || vlakken.delete(een));
    return [...vlakken];
  };

  const bewaarAlles = () => opDePagina().forEach((een) => een.bewaar());

  begin(document);
  document.addEventListener("htmx:load", (event) => begin(event.target));
  document.addEventListener("weer-ingelogd", bewaarAlles);
  window.addEventListener("online", bewaarAlles);
  window.addEventListener("focus", () => {
    bewaarAlles();
    opDePagina().forEach((een) => een.kijk());
  });
  window.addEventListener("pagehide", bewaarAlles);
  window.addEventListener("beforeunload", (event) => {
    if (opDePagina().some((een) => !een.isBewaard && !een.opApparaat)) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.hidden && bewaarAlles());

  /* Signing out leaves nothing behind by accident: what stands only on this device is saved, or else asked about. */
  const alleenHier = () =>
    Object.keys(opslag ?? {}).filter((plek) => plek.startsWith(`${document.body.dataset.gebruiker}:`));

  const vraagOverConcepten = (plekken) =>
    new Promise((klaar) => {
      const kop = element("h2", { id: "uitloggen-kop" }, "Niet alles is bewaard");
      const zin =
        plekken.length === 1
          ? "Op dit apparaat staat nog een tekst van u die niet is bewaard."
          : `Op dit apparaat staan nog ${plekken.length} teksten van u die niet zijn bewaard.`;
      const weg = () => {
        // Nothing is kept any more, also not while the page goes.
        opDePagina().forEach((een) => (een.bewaardeTekst = een.tekst));
        plekken.forEach(vergeten);
        dialoog.close("uit");
      };
      const dialoog = element(
        "dialog",
        { className: "inlogvenster vraagvenster" },
        kop,
        element("p", {}, `${zin} Wie na u op dit apparaat werkt, kan die lezen.`),
        element(
          "div",
          { className: "rij-knoppen" },
          knop("btn-primary", "Blijf ingelogd", () => dialoog.close()),
          knop("btn-outline-primary", "Log uit en verwijder wat niet is bewaard", weg),
          knop("btn-outline-primary", "Log uit en laat het hier staan", () => dialoog.close("uit")),
        ),
      );
      dialoog.setAttribute("aria-labelledby", kop.id);
      dialoog.addEventListener("close", () => {
        dialoog.remove();
        klaar(dialoog.returnValue === "uit");
      });
      document.body.append(dialoog);
      dialoog.showModal();
    });

  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target.closest("[data-uitloggen]");
      if (!form || form.dataset.gaVerder !== undefined || !alleenHier().length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      await Promise.all(opDePagina().map((een) => een.bewaar()));
      const plekken = alleenHier();
      if (plekken.length && !(await vraagOverConcepten(plekken))) return;
      form.dataset.gaVerder = "";
      form.requestSubmit();
    },
    true,
  );

  /* Ctrl+Enter sends a form with a writing surface from every field of it, also from a choice. */
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !target.matches("input, select, textarea")) return;
    if (!opDePagina().some((een) => een.form === target.form)) return;
    event.preventDefault();
    target.form?.requestSubmit();
  });

  /* A form waits until its texts are saved: when one is refused it stays on the screen and the form is not sent. */
  const wachtend = new WeakSet();
  document.addEventListener(
    "submit",
    (event) => {
      const { target, submitter } = event;
      const open = opDePagina().filter((een) => een.form === target && !een.isBewaard);
      if (!open.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (wachtend.has(target)) return;
      wachtend.add(target);
      Promise.all(open.map((een) => een.bewaar())).then((gelukt) => {
        wachtend.delete(target);
        if (gelukt.every(Boolean)) target.requestSubmit(submitter);
        else open[gelukt.indexOf(false)].focus();
      });
    },
    true,
  );
})();
