/* Adding a document: what is too large does not travel, the title begins as the name of the file, and sending says that it takes a while. */
document.querySelectorAll("form[data-document]").forEach((formulier) => {
  const veld = formulier.querySelector('input[type="file"]');
  const titel = formulier.querySelector('input[name="titel"]');
  const stand = formulier.querySelector('[role="status"]');
  const gekozen = () => veld.files[0];
  const teGroot = () => gekozen() && gekozen().size > Number(veld.dataset.hooguit);
  const zeg = (zin) => {
    stand.textContent = zin;
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
  formulier.addEventListener("submit", (event) => {
    if (teGroot()) {
      event.preventDefault();
      zeg("");
      zeg(veld.dataset.teGroot);
      veld.focus();
    } else if (gekozen()) {
      zeg("Het bestand wordt verstuurd. Laat deze pagina open tot u de lijst met documenten ziet.");
    }
  });
  /* Back from another page, nothing is being sent any more. */
  window.addEventListener("pageshow", () => zeg(teGroot() ? veld.dataset.teGroot : ""));
});
