/* Making and using a passkey. A button with data-passkey ("maak" or "vraag") asks the device before its form is sent; the options
   stand in data-opties or are fetched from data-ophalen, and the answer goes in the field that data-antwoord names. */

(() => {
  const ZINNEN = {
    NotAllowedError: "Dat is niet gelukt, of u hebt het afgebroken. Probeer het opnieuw of kies een andere manier.",
    InvalidStateError: "Dit apparaat heeft al een passkey voor u.",
    SecurityError: "Een passkey werkt alleen op het echte adres van deze website.",
  };
  const ANDERS = "Dat is niet gelukt. Probeer het opnieuw of kies een andere manier.";

  // allauth's own script is loaded before this one (window.webauthnJSON).
  const kan = Boolean(window.PublicKeyCredential && window.webauthnJSON);
  document.querySelectorAll("[data-alleen-met-passkey]").forEach((deel) => (deel.hidden = !kan));

  const toon = (knop, zin) => {
    knop.parentElement.querySelector(".veldfout")?.remove();
    if (!zin) return;
    const melding = document.createElement("p");
    melding.className = "veldfout mt-2";
    melding.setAttribute("role", "alert");
    melding.textContent = zin;
    knop.after(melding);
  };

  const ophalen = async (adres) => {
    const antwoord = await fetch(adres, { headers: { Accept: "application/json" } });
    if (!antwoord.ok) throw new Error(`${adres}: ${antwoord.status}`);
    return (await antwoord.json()).request_options;
  };

  /* A passkey that also signs in by itself: kept on the device, and opened with a face, finger or PIN. */
  const maken = (opties) => {
    Object.assign(opties.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return window.webauthnJSON.create(opties);
  };

  document.addEventListener("click", async (event) => {
    const knop = event.target.closest("[data-passkey]");
    if (!knop) return;
    event.preventDefault();
    toon(knop, "");
    try {
      const opties = knop.dataset.opties ? JSON.parse(knop.dataset.opties) : await ophalen(knop.dataset.ophalen);
      const antwoord = knop.dataset.passkey === "maak" ? await maken(opties) : await window.webauthnJSON.get(opties);
      document.getElementById(knop.dataset.antwoord).value = JSON.stringify(antwoord);
      knop.form.requestSubmit(knop);
    } catch (fout) {
      toon(knop, kan ? (ZINNEN[fout.name] ?? ANDERS) : "Deze browser kan niet met passkeys werken.");
    }
  });
})();
