"""What must be so after the drill, however much went wrong: a table of what is counted, and how much of it there may be."""

import hashlib
from collections import Counter
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from certificaten.models import Certificaatbestand
from leden.logboek import eerste_breuk
from leden.models import Gebeurtenis, Uitnodiging
from toetsing.models import Rapportbestand
from trajecten.models import Document, Tekstversie
from trajecten.schrijven import eerdere_versies


class Uitkomst(NamedTuple):
    naam: str
    aantal: int
    mag: int | None = None  # None: a figure to read, that is neither right nor wrong

    @property
    def is_goed(self):
        return self.mag is None or self.aantal <= self.mag


def woorden_kwijt(vlakken):
    """Words that a writer was told are saved, and that stand neither in the field nor in an earlier version."""
    return sum(len(vlak.bevestigd - woorden_in(vlak.rij, vlak.veld)) for vlak in vlakken)


def woorden_in(rij, veld):
    """All words that a field holds or once held, as its readers can find them."""
    rij.refresh_from_db()
    teksten = [getattr(rij, veld), *eerdere_versies(rij, veld).values_list("tekst", flat=True)]
    return {woord for tekst in teksten for woord in tekst.split()}


def anders_dan_getypt(vlakken):
    """Surfaces whose field does not hold what was typed last."""
    for vlak in vlakken:
        vlak.rij.refresh_from_db()
    return sum(getattr(vlak.rij, vlak.veld) != vlak.tekst for vlak in vlakken)


def dubbele_logregels(vanaf):
    """Rows of the log after number `vanaf` that tell what another one told."""
    zelfde = Gebeurtenis.objects.filter(volgnummer__gt=vanaf)
    zelfde = zelfde.values("gebruiker", "handeling", "onderwerp", "van", "naar", "reden").annotate(keer=Count("pk"))
    return sum(rij["keer"] - 1 for rij in zelfde)


def uitnodigingen_kwijt(uitgenodigd, brieven):
    """Confirmed invitations of which there is no row, or no letter."""
    rijen, aangeschreven = set(Uitnodiging.objects.values_list("email", flat=True)), {brief["To"] for brief in brieven}
    return sum(adres not in rijen & aangeschreven for adres, bevestigd in uitgenodigd.items() if bevestigd)


def dubbele_brieven(uitgenodigd, brieven):
    """Letters besides the first about one invitation, as a mail program shows them: with another Message-ID."""
    kenmerken = {(brief["To"], brief["Message-ID"]) for brief in brieven if brief["To"] in uitgenodigd}
    return len(kenmerken) - len({aan for aan, _ in kenmerken})


def nog_eens_bezorgd(brieven):
    """Deliveries of a letter that had arrived: the worker was killed before it could note that. A mail program shows one."""
    return sum(keer - 1 for keer in Counter(brief["Message-ID"] for brief in brieven).values())


def documenten_kwijt(toegevoegd):
    """Confirmed documents of which there is not exactly one row."""
    rijen = Counter(Document.objects.values_list("sha256", flat=True))
    return sum(rijen[som] != 1 for som, bevestigd in toegevoegd.items() if bevestigd)


def bestanden_fout():
    """Rows whose file is not there or is not the one of that row."""
    return sum(
        not _klopt(rij) for model in (Document, Rapportbestand, Certificaatbestand) for rij in model.objects.all()
    )


def _klopt(rij):
    try:
        with rij.bestand.open() as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest() == rij.sha256
    except OSError:
        return False


def taken_niet_gedaan():
    """Jobs that failed, or that are still there; not those that come back by themselves."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where queueing_lock is null and status <> 'succeeded'")
        return cursor.fetchone()[0]


def uitkomsten(schrijvers, bode, brieven, logboek_vanaf):
    """Everything that is counted, as rows of the table."""
    vlakken = [vlak for schrijver in schrijvers for vlak in schrijver.vlakken]
    return [
        Uitkomst("bewaringen bevestigd", sum(vlak.bewaringen for vlak in vlakken)),
        Uitkomst("bewaringen zonder antwoord", sum(vlak.zonder_antwoord for vlak in vlakken)),
        Uitkomst("bewaringen met een storing als antwoord", sum(vlak.mislukt for vlak in vlakken)),
        Uitkomst("woorden bevestigd", sum(len(vlak.bevestigd) for vlak in vlakken)),
        Uitkomst("vlakken waar nooit iets is bewaard", sum(not vlak.bevestigd for vlak in vlakken), 0),
        Uitkomst("bevestigde woorden kwijt", woorden_kwijt(vlakken), 0),
        Uitkomst("vlakken met iets anders dan er is getypt", anders_dan_getypt(vlakken), 0),
        Uitkomst("botsingen met zichzelf", sum(vlak.botsingen for vlak in vlakken), 0),
        Uitkomst(
            "versies die kwamen toen er al iets anders stond", Tekstversie.objects.filter(is_botsing=True).count()
        ),
        Uitkomst("verzoeken geweigerd", sum(len(wie.geweigerd) for wie in [*vlakken, bode]), 0),
        Uitkomst("breuken in het logboek", int(eerste_breuk() is not None), 0),
        Uitkomst("dubbele regels in het logboek", dubbele_logregels(logboek_vanaf), 0),
        Uitkomst("uitnodigingen bevestigd", sum(bode.uitgenodigd.values())),
        Uitkomst("bevestigde uitnodigingen kwijt", uitnodigingen_kwijt(bode.uitgenodigd, brieven), 0),
        Uitkomst("brieven bezorgd", len({brief["Message-ID"] for brief in brieven})),
        Uitkomst("dubbele brieven", dubbele_brieven(bode.uitgenodigd, brieven), 0),
        Uitkomst("brieven nog eens bezorgd met hetzelfde kenmerk", nog_eens_bezorgd(brieven)),
        Uitkomst("documenten bevestigd", sum(bode.toegevoegd.values())),
        Uitkomst("bevestigde documenten kwijt of dubbel", documenten_kwijt(bode.toegevoegd), 0),
        Uitkomst("bestanden die er niet zijn of niet kloppen", bestanden_fout(), 0),
        Uitkomst("taken mislukt of niet gedaan", taken_niet_gedaan(), 0),
    ]
