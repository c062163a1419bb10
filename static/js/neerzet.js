/* A file may also be dropped on its form (.neerzet); the form then goes by itself. */
document.querySelectorAll(".neerzet").forEach((vlak) => {
  const veld = vlak.querySelector('input[type="file"]');
  const boven = (is) => vlak.classList.toggle("boven", is);
  ["dragenter", "dragover"].forEach((naam) =>
    vlak.addEventListener(naam, (event) => {
      event.preventDefault();
      boven(true);
    }),
  );
  vlak.addEventListener("dragleave", () => boven(false));
  vlak.addEventListener("drop", (event) => {
    event.preventDefault();
    boven(false);
    if (!event.dataTransfer.files.length) return;
    veld.files = event.dataTransfer.files;
    vlak.requestSubmit();
  });
});
