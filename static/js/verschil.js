/* Which words differ between two texts, and one text out of two that started from the same one. */

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

  /* Sentences, each with the white space behind it; a line that ends ends a sentence. */
  const inZinnen = (tekst) => {
    const zinnen = [""];
    for (const woord of tekst.match(/^\s+|\S+\s*/g) ?? []) {
      zinnen.push(zinnen.pop() + woord);
      if (/\n|[.!?…]["'”’)\]]*\s*$/.test(woord)) zinnen.push("");
    }
    return zinnen.filter(Boolean);
  };

  const zelfde = (een, ander) => een.trim() === ander.trim();
  const evenveel = (een, ander) => een.length === ander.length && een.every((zin, i) => zelfde(zin, ander[i]));

  /* The sentences of begin that nieuw still has, as [place in begin, place in nieuw], in reading order. */
  const gebleven = (begin, nieuw) => {
    const paren = [];
    let [b, n] = [0, 0];
    const neem = () => paren.push([b++, n++]);
    while (b < begin.length && n < nieuw.length && zelfde(begin[b], nieuw[n])) neem();
    let slot = 0;
    const over = () => Math.min(begin.length - b, nieuw.length - n) - slot;
    while (over() > 0 && zelfde(begin.at(-1 - slot), nieuw.at(-1 - slot))) slot++;
    const [eindeB, eindeN] = [begin.length - slot, nieuw.length - slot];
    if ((eindeB - b) * (eindeN - n) < TE_VEEL_OM_TE_VERGELIJKEN) {
      const kaal = (zinnen) => zinnen.map((zin) => zin.trim());
      const [vanB, vanN] = [b, n];
      const lengte = gemeenschappelijk(kaal(begin.slice(b, eindeB)), kaal(nieuw.slice(n, eindeN)));
      while (b < eindeB && n < eindeN) {
        if (zelfde(begin[b], nieuw[n])) neem();
        else if (lengte(b - vanB + 1, n - vanN) >= lengte(b - vanB, n - vanN + 1)) b++;
        else n++;
      }
    }
    [b, n] = [eindeB, eindeN];
    while (b < begin.length) neem();
    return paren;
  };

  /* Sentences one behind the other; of the same sentence the one with most white space is taken, so a paragraph stays one. */
  const aaneen = (zinnen) =>
    zinnen.reduce((geheel, zin) => geheel + (/\S$/.test(geheel) && /^\S/.test(zin) ? " " : "") + zin, "");
  const ruimste = (een, ander) => (ander.length > een.length ? ander : een);

  /* What became of one stretch: what only one of the two changed is as that one made it. What both changed stands one below
     the other, but for the sentences at both ends that they share. */
  const stukSamen = (was, mijn, ander) => {
    if (evenveel(mijn, ander)) return mijn.map((zin, i) => ruimste(zin, ander[i]));
    if (evenveel(was, mijn)) return ander;
    if (evenveel(was, ander)) return mijn;
    const voor = [];
    const na = [];
    const [links, rechts] = [[...mijn], [...ander]];
    while (links.length && rechts.length && zelfde(links[0], rechts[0])) voor.push(ruimste(links.shift(), rechts.shift()));
    while (links.length && rechts.length && zelfde(links.at(-1), rechts.at(-1)))
      na.unshift(ruimste(links.pop(), rechts.pop()));
    if (links.length && rechts.length) links.push(`${links.pop().trimEnd()}\n\n`);
    return [...voor, ...links, ...rechts, ...na];
  };

  /* One text out of two that both came from `begin`, sentence by sentence. No sentence is taken apart. */
  const samen = (begin, mijnTekst, andereTekst) => {
    const [was, mijn, ander] = [begin, mijnTekst, andereTekst].map(inZinnen);
    const inAnder = new Map(gebleven(was, ander));
    const ankers = gebleven(was, mijn).filter(([plaats]) => inAnder.has(plaats));
    const zinnen = [];
    let [b, m, a] = [0, 0, 0];
    for (const [plaats, bijMij] of ankers) {
      const bijAnder = inAnder.get(plaats);
      zinnen.push(...stukSamen(was.slice(b, plaats), mijn.slice(m, bijMij), ander.slice(a, bijAnder)));
      zinnen.push(ruimste(mijn[bijMij], ander[bijAnder]));
      [b, m, a] = [plaats + 1, bijMij + 1, bijAnder + 1];
    }
    zinnen.push(...stukSamen(was.slice(b), mijn.slice(m), ander.slice(a)));
    return aaneen(zinnen);
  };

  return { stukken, samen };
})();
