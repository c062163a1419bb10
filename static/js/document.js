/* Adding a document: what is too large does not travel, the title begins as the name of the file, and while it is sent one sees how
   far it is. */
(() => {
  const STAPPEN = 25; // percent; a screen reader hears no more often how far it is

  const begin = (formulier) => {
    const veld = formulier.querySelector('input[type="file"]');
    const titel = formulier.querySelector('input[name="titel"]');
    const stand = formulier.querySelector('[role="status"]');
    const balk = formulier.querySelector("progress");
    const gekozen = () => veld.files[0];
    const teGroot = () => gekozen() && gekozen().size > Number(veld.dataset.hooguit);
    let onderweg = null;
    const zeg = (zin) => {
      if (stand.textContent !== zin) stand.textContent = zin;
    };

    veld.addEventListener("change", () => {
      veld.setAttribute("aria-invalid", String(Boolean(teGroot())));
      zeg(teGroot() ? veld.dataset.teGroot : "");
      if (gekozen() && !teGroot() && !titel.value.trim()) {
        titel.value = gekozen()
          .name.replace(/\.[^.]*$/, "")
          .replace(/[_-]+/g, " ")
          .trim()
          .slice(0, titel.maxLength);
      }
    });

    const toon = (deel) => {
      balk.value = deel;
      const gezegd = deel - (deel % STAPPEN);
      if (deel === 100) zeg("Het bestand is verstuurd en wordt nagekeken. Laat deze pagina open tot u de lijst met documenten ziet.");
      else zeg(`Het bestand wordt verstuurd${gezegd ? `: ${gezegd}% is weg` : ""}. Laat deze pagina open.`);
    };

    const klaar = () => {
      onderweg = null;
      balk.parentElement.hidden = true;
    };

    const verstuur = () => {
      onderweg = new XMLHttpRequest();
      onderweg.open("POST", formulier.action);
      onderweg.responseType = "document";
      onderweg.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      onderweg.upload.addEventListener("progress", ({ loaded, total }) => toon(Math.floor((100 * loaded) / total)));
      onderweg.addEventListener("load", ({ target: { status, response } }) => {
        const geweigerd = status === 200 && response?.querySelector("form[data-document]");
        if (status === 201) location.assign(onderweg.getResponseHeader("Location"));
        else if (geweigerd) {
          const nieuw = document.adoptNode(geweigerd);
          formulier.replaceWith(nieuw);
          const leeg = nieuw.querySelector('input[type="file"]:not([aria-invalid="true"])');
          if (leeg) leeg.files = veld.files;
          begin(nieuw);
          nieuw.querySelector(".foutenlijst")?.focus();
        }
        // What else there is to say (signed out, too large for the server) has a page of its own.
        else formulier.submit();
      });
      onderweg.addEventListener("error", () => {
        klaar();
        zeg("Geen verbinding. Het bestand is niet verstuurd en staat nog hier. Probeer het opnieuw.");
      });
      balk.parentElement.hidden = false;
      toon(0);
      onderweg.send(new FormData(formulier));
    };

    formulier.addEventListener("submit", (event) => {
      if (teGroot()) {
        event.preventDefault();
        zeg("");
        zeg(veld.dataset.teGroot);
        veld.focus();
      } else if (gekozen()) {
        event.preventDefault();
        if (!onderweg) verstuur();
      }
    });
    /* Back from another page, nothing is being sent any more. */
    window.addEventListener("pageshow", () => {
      klaar();
      zeg(teGroot() ? veld.dataset.teGroot : "");
    });
  };

  document.querySelectorAll("form[data-document]").forEach(begin);
})();
