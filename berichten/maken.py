"""Letters out of the log and out of time: each once, in the words of its template.

The rows of the log have an order that is also the order in which they became true (`leden.logboek.vergrendelen`), so one number says up to
where letters were made: no act is passed over, none told twice, whatever happens to a worker.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone

from berichten.models import Bezorging, Leesstand, Poststuk, Vervanging
from berichten.regels import MOMENTEN, Inhoud, Moment, Regel, inhoud_van, regel_van, regels_bij, zoek
from berichten.verzendtijd import bezorging_voor
from leden.models import Gebeurtenis, Lidmaatschap

# In one transaction; the next run goes on where this one stopped.
PER_KEER = 100


def uit_het_logboek() -> int:
    """Make the letters of the rows of the log that have none yet; how many rows that were. Two workers do not do the same row."""
    with transaction.atomic():
        Leesstand.objects.get_or_create(pk=1)
        stand = Leesstand.objects.select_for_update(skip_locked=True).first()
        if stand is None:
            # Another worker is at it.
            return 0
        rijen = list(
            Gebeurtenis.objects.filter(volgnummer__gt=stand.volgnummer)
            .select_related("gebruiker")
            .order_by("volgnummer")[:PER_KEER]
        )
        for rij in rijen:
            for regel in regels_bij(rij):
                _uit_gebeurtenis(regel, rij)
        if rijen:
            stand.volgnummer = rijen[-1].volgnummer
            stand.save(update_fields=["volgnummer"])
    return len(rijen)


def zonder_brief() -> QuerySet[Gebeurtenis]:
    """The rows of the log for which no letters have been made yet, oldest first."""
    gelezen = Coalesce(Subquery(Leesstand.objects.order_by("pk").values("volgnummer")[:1]), 0)
    return Gebeurtenis.objects.filter(volgnummer__gt=gelezen).order_by("volgnummer")


def uit_de_tijd(vandaag: date) -> None:
    """Make the letters of the moments that have come; one that was made is not made again."""
    for momenten in MOMENTEN:
        for moment in momenten(vandaag):
            with transaction.atomic():
                _uit_moment(moment)


def _uit_gebeurtenis(regel: Regel, rij: Gebeurtenis) -> None:
    try:
        soort, ding = zoek(rij.onderwerp)
    except LookupError:
        return
    if regel.is_beurt and not soort.staat_nog(ding, rij):
        return
    if regel.als and not regel.als(ding, rij):
        return
    _maak(regel, soort, ding, rij.onderwerp, f"{rij.volgnummer} {regel.brief}", rij)


def _uit_moment(moment: Moment) -> None:
    if Poststuk.objects.filter(sleutel=moment.sleutel).exists():
        return
    soort, ding = zoek(moment.onderwerp)
    _maak(regel_van(moment.brief), soort, ding, moment.onderwerp, moment.sleutel, None)


def _maak(regel, soort, ding, onderwerp, sleutel, gebeurtenis):
    weten_het = _wacht_al(regel, onderwerp) if regel.is_bundel else set()
    if gebeurtenis is not None and not regel.is_beurt:
        weten_het.add(gebeurtenis.gebruiker_id)
    mensen = {lid.gebruiker_id: lid for lid in regel.aan.leden(ding) if lid.gebruiker_id not in weten_het}
    if not mensen:
        return
    inhoud = inhoud_van(regel, soort, ding, gebeurtenis)
    kop, begin, tekst = woorden(regel, inhoud, gebeurtenis)
    poststuk, nieuw = Poststuk.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "brief": regel.brief,
            "gebeurtenis": gebeurtenis,
            "onderwerp": onderwerp,
            "aan": regel.aan.naam,
            "kop": kop,
            "begin": begin,
            "pad": inhoud.pad,
            "tekst": tekst,
            "hulp": inhoud.hulp,
            "antwoord_aan": inhoud.antwoord_aan,
            "is_beurt": regel.is_beurt,
            "is_bundel": regel.is_bundel,
            "termijn": inhoud.termijn,
            "afzender": _afzender(gebeurtenis),
            "nalezer": regel.nalezer.rol if regel.nalezer else "",
            "nalezer_organisatie_id": regel.nalezer.organisatie(ding) if regel.nalezer else None,
        },
    )
    if nieuw and not poststuk.wacht_op_nalezen:
        klaarleggen(poststuk, list(mensen.values()), timezone.now())


def _wacht_al(regel, onderwerp):
    """For whom the same letter about the same thing already waits for the message of the day: once is enough."""
    wachtend = Bezorging.objects.filter(
        poststuk__brief=regel.brief,
        poststuk__onderwerp=onderwerp,
        weg=Bezorging.Weg.BUNDEL,
        zending__isnull=True,
        vervallen_op__isnull=True,
    )
    return set(wachtend.values_list("lidmaatschap__gebruiker", flat=True))


def klaarleggen(poststuk: Poststuk, leden: list[Lidmaatschap], nu: datetime) -> None:
    """Put the letter ready for these people, each in the way and at the time that suits them.

    Who is away can read it here; the mail goes to the deputy, when that person is among them too.
    """
    sleutels = {lid.pk for lid in leden}
    afwezig = Vervanging.objects.op(timezone.localdate(nu)).filter(lidmaatschap__in=sleutels, vervanger__in=sleutels)
    vervangen = set(afwezig.values_list("lidmaatschap", flat=True))
    Bezorging.objects.bulk_create(
        Bezorging(poststuk=poststuk, lidmaatschap=lid, **bezorging_voor(poststuk, lid, nu, lid.pk in vervangen))
        for lid in leden
    )


def woorden(regel: Regel, inhoud: Inhoud, gebeurtenis: Gebeurtenis | None) -> tuple[str, str, str]:
    """The template gives the subject on its first line, then what to do, and what happened after a line of three =."""
    context = {"regel": regel, "gebeurtenis": gebeurtenis, "termijn": inhoud.termijn, **inhoud.gegevens}
    kop, _, rest = render_to_string(regel.sjabloon, context).strip().partition("\n")
    begin, _, tekst = rest.partition("\n===\n")
    return kop.strip(), begin.strip(), tekst.strip()


def _afzender(gebeurtenis):
    """In which role the act was done, as a membership; none for the application."""
    if gebeurtenis is None or gebeurtenis.gebruiker is None:
        return None
    return (
        Lidmaatschap.objects.filter(gebruiker=gebeurtenis.gebruiker, rol=gebeurtenis.rol)
        .order_by("-van", "-pk")
        .first()
    )
