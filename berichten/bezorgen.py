"""From what lies ready to a mail: what is due goes into zendingen, each zending is one job, and the job sends one mail."""

from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from berichten.kalender import bij_een_brief
from berichten.models import Bezorging, Kapotadres, Poststuk, Zending
from berichten.regels import inhoud_van, regel_van, zoek
from leden.models import Lidmaatschap


def zendingen_maken() -> list[int]:
    """Make a mail of each letter that is due, and one of all that waits for the message of the day, per person; gives their keys."""
    nu, zendingen = timezone.now(), []
    with transaction.atomic():
        wachtend = (
            Bezorging.objects.te_bezorgen(nu)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("poststuk__gebeurtenis", "lidmaatschap__gebruiker")
            # By key: by name, the post of two people of the same name would alternate.
            .order_by("lidmaatschap__gebruiker_id", "pk")
        )
        gaan = [een for een in wachtend if _gaat_nog(een, nu)]
        for gebruiker, van_een in groupby(gaan, key=lambda een: een.lidmaatschap.gebruiker):
            if Kapotadres.objects.is_van(gebruiker):
                Bezorging.objects.filter(pk__in=[een.pk for een in van_een]).alleen_lezen()
                continue
            bundel = []
            for bezorging in van_een:
                if bezorging.weg == Bezorging.Weg.BUNDEL:
                    bundel.append(bezorging)
                else:
                    zendingen.append(_zending(gebruiker, [bezorging]))
            if bundel:
                zendingen.append(_zending(gebruiker, bundel))
    return zendingen


def _gaat_nog(bezorging, nu):
    """Whether this person still has to do with it, and a turn is still theirs; if not, it does not go."""
    if bezorging.lidmaatschap.gebruiker_id in _voor_wie_nog(bezorging.poststuk):
        return True
    bezorging.vervallen_op = nu
    bezorging.save(update_fields=["vervallen_op"])
    return False


def _voor_wie_nog(poststuk):
    try:
        soort, ding = zoek(poststuk.onderwerp)
    except LookupError:
        return set()
    regel = regel_van(poststuk.brief)
    if poststuk.gebeurtenis:
        gaat_nog = not poststuk.is_beurt or soort.staat_nog(ding, poststuk.gebeurtenis)
    else:
        # A moment of a term or a day, when that is still the one that the letter is about.
        gaat_nog = poststuk.termijn is None or inhoud_van(regel, soort, ding, None).termijn == poststuk.termijn
    return {lid.gebruiker_id for lid in regel.aan.leden(ding)} if gaat_nog else set()


def _zending(gebruiker, bezorgingen):
    zending, met_agenda = Zending.objects.create(gebruiker=gebruiker, adres=gebruiker.email), set()
    for bezorging in bezorgingen:
        bezorging.zending = zending
        waarover = (bezorging.lidmaatschap_id, bezorging.poststuk.onderwerp)
        # Several letters about one traject in the message of a day bring one file.
        if regel_van(bezorging.poststuk.brief).met_agenda and waarover not in met_agenda:
            bezorging.agenda = _agenda(bezorging)
            met_agenda.add(waarover)
    Bezorging.objects.bulk_update(bezorgingen, ["zending", "agenda"])
    return zending.pk


def _agenda(bezorging):
    """The dates as they are now that the letter goes: it may have waited a night, and what changed in that night is told by no other."""
    lid, onderwerp = bezorging.lidmaatschap, bezorging.poststuk.onderwerp
    return bij_een_brief(lid, onderwerp, laatste_agenda(lid, onderwerp))


def laatste_agenda(lid: Lidmaatschap, onderwerp: str) -> str:
    """The file for the calendar that went last to this membership about this thing; empty when none did."""
    gegaan = Bezorging.objects.filter(
        lidmaatschap=lid, poststuk__onderwerp=onderwerp, agenda__gt="", zending__mislukt_op__isnull=True
    )
    return gegaan.order_by("zending", "pk").values_list("agenda", flat=True).last() or ""


def versturen(zending: Zending) -> None:
    """Send the mail of this zending over SMTP, and write down that the mail server took it."""
    bezorgingen = list(zending.bezorgingen.select_related("poststuk"))
    poststukken = [een.poststuk for een in bezorgingen]
    is_bundel = bezorgingen[0].weg == Bezorging.Weg.BUNDEL
    agendas = [een for een in bezorgingen if een.agenda]
    context = {
        "zending": zending,
        "poststukken": poststukken,
        "groepen": _groepen(poststukken),
        "is_bundel": is_bundel,
        "agendas": agendas,
        "adres": settings.ADRES,
    }
    kop, _, tekst = render_to_string("post/zending.txt", context).strip().partition("\n")
    mail = EmailMultiAlternatives(
        kop, tekst.strip(), to=[zending.adres], headers=_koppen(zending, poststukken, is_bundel)
    )
    antwoord = {een.antwoord_aan for een in poststukken if een.antwoord_aan}
    if len(antwoord) == 1:
        mail.reply_to = list(antwoord)
    mail.attach_alternative(render_to_string("post/zending.html", {**context, "kop": kop}), "text/html")
    for bezorging in agendas:
        mail.attach(f"{slugify(bezorging.poststuk.onderwerp)}.ics", bezorging.agenda, "text/calendar")
    mail.send()
    zending.verstuurd_op = timezone.now()
    zending.save(update_fields=["verstuurd_op"])


class Groep(NamedTuple):
    """What a mail says about one thing: its name once, whom to ask once, and per letter what stood in none before it."""

    naam: str
    brieven: list[tuple[str, str, Poststuk]]
    hulp: list[str]


def _groepen(poststukken: list[Poststuk]) -> list[Groep]:
    per_ding: dict[str, list[Poststuk]] = {}
    for een in poststukken:
        per_ding.setdefault(een.onderwerp, []).append(een)
    return [_groep(van_een) for van_een in per_ding.values()]


def _groep(poststukken):
    naam, gezegd, brieven = poststukken[0].kop.rpartition(": ")[0], {""}, []
    for een in poststukken:
        kop = een.kop.rpartition(": ")[2]
        kop, begin = ("" if woord in gezegd else woord for woord in (kop, een.begin))
        gezegd |= {kop, begin}
        brieven.append((kop, begin, een))
    return Groep(naam, brieven, list(dict.fromkeys(een.hulp for een in poststukken if een.hulp)))


def _koppen(zending, poststukken, is_bundel):
    koppen = {"Message-ID": zending.kenmerk, "Auto-Submitted": "auto-generated"}
    if is_bundel:
        koppen["List-Unsubscribe"] = f"<{settings.ADRES}{reverse('postvoorkeuren')}>"
    else:
        # The same for all mail about one thing: mail programs put them together.
        draad = poststukken[0].onderwerp.replace(" ", ".")
        koppen["References"] = f"<{draad}@{zending.kenmerk.rpartition('@')[2]}"
    return koppen
