"""No page asks the database more than fifteen things, whoever opens it in whatever stage (uitgangspunten § 19)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.personen import MENSEN, WEG, traject_in
from trajecten.levensloop import ROLLEN_AAN_ZET, AanZet

MEESTE = 15


def eigen_paginas(traject):
    """Every URL that belongs to this traject: by its number, and those of the rows under it."""
    stukken = [
        *traject.gesprekken.all(),
        *traject.rapportversies.all(),
        *traject.verbeterplannen.all(),
        *traject.agendapunten.all(),
        *traject.verhalen.all()[:1],
    ]
    urls = {stuk.get_absolute_url() for stuk in stukken}
    for naam in {naam for naam in get_resolver().reverse_dict if isinstance(naam, str)}:
        for args in ([], [traject.nummer], [traject.nummer, traject.kaderversie.normen.first().nummer]):
            try:
                urls.add(reverse(naam, args=args))
            except NoReverseMatch:
                continue
    return sorted(urls - {reverse("account_logout")})


def meer_dan_mag(client, urls):
    te_veel = []
    for url in urls:
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            antwoord = client.get(url)
        if antwoord.status_code == 200 and len(vragen) > MEESTE:
            te_veel.append(f"{url}: {len(vragen)}")
    return te_veel


@pytest.mark.parametrize("status", WEG)
def test_no_page_asks_more_than_fifteen_things(als, wereld, kader, status):
    traject = traject_in(status, wereld, kader)
    urls = eigen_paginas(traject)
    rollen = (
        ROLLEN_AAN_ZET[traject.beurt.wie]
        if traject.beurt.wie != AanZet.NIEMAND
        else {rol for *_, rol in MENSEN.values()}
    )
    mensen = {rol: getattr(wereld, naam) for naam, (_, _, rol) in reversed(MENSEN.items()) if rol in rollen}
    assert {rol: fout for rol, wie in mensen.items() if (fout := meer_dan_mag(als(wie), urls))} == {}
