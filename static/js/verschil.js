/* Which words differ between two texts, and one text that holds the words of both. */

const verschil = (() => {
  const TE_VEEL_OM_TE_VERGELIJKEN = 4000000; // cells of the table below; above it a stretch counts as wholly different
  // A word or a sign, each with the white space behind it.
  const inWoorden = (tekst) => tekst.match(/^\s+|(?:[\p{L}\p{N}'’-]+|[^\s\p{L}\p{N}])\s*/gu) ?? [];

  /* Longest common subsequence: lengte(i, j) counts the words that mijn from i and ander from j have in common. */
  const gemeenschappelijk = (mijn, ander) => {
    const breedte = ander.length + 1;
    const tabel = new Uint16Array((mijn.length + 1) * breedte);
    const lengte = (i, j) => tabel[i * breedte + j];
    for (let i = mijn.length - 1; i >= 0; i--) {
      for (let j = ander.length - 1; j >= 0; j--) {
        tabel[i * breedte + j] =
          mijn[i] === ander[j] ? lengte(i + 1, j + 1) + 1 : Math.max(lengte(i + 1, j), lengte(i, j + 1));
      }
    }
    return lengte;
  };

  /* [{ soort: "beide" | "mijn" | "ander", tekst }] in reading order; where they differ, mijn comes before ander. */
  const stukken = (mijnTekst, andereTekst) => {
    const mijn = inWoorden(mijnTekst);
    const ander = inWoorden(andereTekst);
    const uitkomst = [];
    const voeg = (soort, woord) => {
      if (uitkomst.at(-1)?.soort === soort) uitkomst.at(-1).tekst += woord;
      else uitkomst.push({ soort, tekst: woord });
    };
    let begin = 0;
    while (begin < Math.min(mijn.length, ander.length) && mijn[begin] === ander[begin]) voeg("beide", mijn[begin++]);
    const slot = [];
    while (Math.min(mijn.length, ander.length) > begin && mijn.at(-1) === ander.at(-1)) {
      slot.unshift(mijn.pop());
      ander.pop();
    }
    mijn.splice(0, begin);
    ander.splice(0, begin);
    if (mijn.length * ander.length < TE_VEEL_OM_TE_VERGELIJKEN) {
      const lengte = gemeenschappelijk(mijn, ander);
      let [i, j] = [0, 0];
      while (i < mijn.length && j < ander.length) {
        if (mijn[i] === ander[j]) voeg("beide", mijn[(j++, i++)]);
        else if (lengte(i + 1, j) >= lengte(i, j + 1)) voeg("mijn", mijn[i++]);
        else voeg("ander", ander[j++]);
      }
      mijn.splice(0, i);
      ander.splice(0, j);
    }
    mijn.forEach((woord) => voeg("mijn", woord));
    ander.forEach((woord) => voeg("ander", woord));
    slot.forEach((woord) => voeg("beide", woord));
    return uitkomst;
  };

  /* Where a stretch of ander meets a stretch of mijn, their words stay apart. */
  const samen = (mijnTekst, andereTekst) =>
    stukken(mijnTekst, andereTekst).reduce((geheel, { soort, tekst }) => {
      const botst = soort === "ander" && /\S$/.test(geheel) && /^[\p{L}\p{N}]/u.test(tekst);
      return geheel + (botst ? " " : "") + tekst;
    }, "");

  return { stukken, samen };
})();
