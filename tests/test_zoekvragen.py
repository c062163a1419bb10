"""No page asks the database more than fifteen things, whoever opens it in whatever stage (uitgangspunten § 19)."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from leden.bevoegdheden.redenen import heeft_rol
from leden.bevoegdheden.rollen import ROLLEN
from tests.gedeeld import gedeelde_wereld
from tests.personen import MENSEN, WEG, klein_kader, traject_in, verder
from tests.test_toegang import TABEL
from trajecten.levensloop import ROLLEN_AAN_ZET, AanZet, Status

MEESTE = 15


# Where something can only be sent to; there is no page to open, whoever asks.
ALLEEN_STUREN = {naam for naam, rij in TABEL.items() if HTTPStatus.METHOD_NOT_ALLOWED in rij.values()}


def eigen_paginas(traject):
    """Every page that belongs to this traject: by its number, and those of the rows under it."""
    stukken = [
        *traject.gesprekken.all(),
        *traject.rapportversies.all(),
        *traject.verbeterplannen.all(),
        *traject.agendapunten.all(),
        *traject.verhalen.all()[:1],
    ]
    urls = {stuk.get_absolute_url() for stuk in stukken}
    for naam in {naam for naam in get_resolver().reverse_dict if isinstance(naam, str)} - ALLEEN_STUREN:
        for args in ([], [traject.nummer], [traject.nummer, traject.kaderversie.normen.first().nummer]):
            try:
                urls.add(reverse(naam, args=args))
            except NoReverseMatch:
                continue
    return sorted(urls - {reverse("account_logout")})


def kan_opengaan(url, wie):
    """Whether the guard of the page lets this role in. To anybody else the page is never shown, so there is nothing to count."""
    handeling = getattr(resolve(url).func, "beleid", None)
    return handeling not in ROLLEN or heeft_rol(wie, handeling)


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


@pytest.fixture(scope="module")
def begin(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.AANGEMELD, wereld, klein_kader())
        yield wereld


@pytest.fixture(scope="module", params=WEG)
def onderweg(begin, django_db_blocker, request):
    """One traject that walks on from status to status."""
    with django_db_blocker.unblock():
        begin.traject = verder(begin.traject, request.param, begin)
    return begin


def test_no_page_asks_more_than_fifteen_things(als, onderweg, db):
    wereld, traject = onderweg, onderweg.traject
    urls = eigen_paginas(traject)
    rollen = (
        ROLLEN_AAN_ZET[traject.beurt.wie]
        if traject.beurt.wie != AanZet.NIEMAND
        else {rol for *_, rol in MENSEN.values()}
    )
    mensen = {rol: getattr(wereld, naam) for naam, (_, _, rol) in reversed(MENSEN.items()) if rol in rollen}
    te_veel = {
        rol: meer_dan_mag(als(wie), [url for url in urls if kan_opengaan(url, wie)]) for rol, wie in mensen.items()
    }
    assert {rol: fout for rol, fout in te_veel.items() if fout} == {}
