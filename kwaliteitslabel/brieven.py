"""The letters about what is above the rooms: organisations, people and what ends; and of which acts nobody hears.

First the mails to who takes over when somebody has an interest, and about the log, made while they are sent.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from berichten.models import Vervanging
from berichten.regels import MOMENTEN, ONVERTELD, REGELS, SOORTEN, Inhoud, Moment, Ontvangers, Regel, Soort
from certificaten.models import Certificaat
from huisstijl.post import BRIEVEN, Brief
from kwaliteitslabel.werk.certificaatwerk import MAANDEN
from kwaliteitslabel.werk.mensenwerk import aflopend
from leden.bevoegdheden import Handeling
from leden.brieven import aan
from leden.models import (
    Bekwaamheid,
    Gebeurtenis,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Rol,
    Toelating,
    Uitnodiging,
    beoordelaars,
)
from leden.models.certificeerders import BekwaamheidQuerySet
from leden.models.mensen import LidmaatschapQuerySet
from trajecten.brieven import hulp_voor
from trajecten.brieven import inhoud as over_een_traject
from trajecten.models import Traject
from trajecten.ontvangers import BUREAU, ORGANISATIE, met_rol, met_rol_bij


def _overnemen(traject: int, gebruiker: int) -> Brief:
    rij = Traject.objects.select_related("certificeerder").get(pk=traject)
    return aan(Gebruiker.objects.get(pk=gebruiker), {"traject": rij})


BRIEVEN.update(dict.fromkeys(("belang_in_team", "belang_van_planner", "geen_planner"), _overnemen))


def _over_het_logboek(gebruiker: int, regel: int) -> Brief:
    rij = Gebeurtenis.objects.get(volgnummer=regel)
    return aan(Gebruiker.objects.get(pk=gebruiker), {"regel": rij.volgnummer, "hash": rij.hash})


BRIEVEN.update(dict.fromkeys(("ijkpunt", "logboek_klopt_niet"), _over_het_logboek))

# Organisations, admissions and roles

BEHEER = Ontvangers(
    "de beheerder en de bestuurder",
    frozenset({Rol.BEHEERDER, Rol.BESTUURDER}),
    lambda organisatie: met_rol_bij(organisatie, Rol.BEHEERDER, Rol.BESTUURDER),
)
BEHEERDER = Ontvangers(
    "de beheerder van de certificerende instelling",
    frozenset({Rol.BEHEERDER}),
    lambda organisatie: met_rol_bij(organisatie, Rol.BEHEERDER),
)
BEHEERDER_VAN_DE_TOELATING = BEHEERDER._replace(
    leden=lambda toelating: met_rol_bij(toelating.organisatie, Rol.BEHEERDER)
)
HET_BUREAU = BUREAU._replace(leden=lambda ding: met_rol(Rol.LABELBEHEERDER))
WIE_HET_IS = Ontvangers("wie de rol heeft", frozenset(Rol), lambda lid: met_rol(*Rol).filter(pk=lid.pk))


def _wie_voor_de_mensen_zorgt(lid: Lidmaatschap) -> list[Lidmaatschap]:
    """The beheerder; the bureau of who decides, and where no other beheerder is. Nobody is asked about the own role."""
    beheerders = met_rol_bij(lid.organisatie, Rol.BEHEERDER).exclude(gebruiker=lid.gebruiker_id)
    return list(beheerders or met_rol(Rol.LABELBEHEERDER).exclude(gebruiker=lid.gebruiker_id))


def _vervangers(lid: Lidmaatschap) -> LidmaatschapQuerySet:
    """Who takes the turns of this person at this organisation, now or later."""
    gevraagd = Vervanging.objects.niet_voorbij().filter(
        lidmaatschap__gebruiker=lid.gebruiker_id, lidmaatschap__organisatie=lid.organisatie_id
    )
    return met_rol(*Rol).filter(pk__in=gevraagd.values("vervanger"))


VERVANGERS = Ontvangers("wie vervangt", frozenset(Rol), _vervangers)
WIE_ZORGT = Ontvangers(
    "wie voor de mensen zorgt", frozenset({Rol.BEHEERDER, Rol.LABELBEHEERDER}), _wie_voor_de_mensen_zorgt
)


def _wie_uitnodigde(uitnodiging: Uitnodiging) -> list[Lidmaatschap]:
    """Who asked the person in, by the role in which that is done there; who else does so when that person has it no more."""
    beheerders = met_rol_bij(uitnodiging.organisatie, Rol.BEHEERDER)
    bureau = met_rol(Rol.LABELBEHEERDER)
    zelf = (beheerders | bureau).filter(gebruiker=uitnodiging.uitgenodigd_door_id)
    return list(zelf) or list(beheerders) or list(bureau)


WIE_UITNODIGDE = Ontvangers("wie uitnodigde", frozenset({Rol.BEHEERDER, Rol.LABELBEHEERDER}), _wie_uitnodigde)


def _eigen_organisatie(organisatie: Organisatie, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return Inhoud(reverse("eigen_organisatie"), {}, None, *hulp_voor(None, regel.aan))


def _aflopende_bekwaamheden(organisatie: Organisatie) -> BekwaamheidQuerySet:
    van_haar_mensen = Bekwaamheid.objects.filter(gebruiker__in=beoordelaars(organisatie.pk).values("gebruiker"))
    return van_haar_mensen.loopt_af().filter(geldig_tot__gte=timezone.localdate()).order_by("geldig_tot")


def _bekwaamheden(organisatie: Organisatie, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    eerste = _aflopende_bekwaamheden(organisatie)[0].geldig_tot
    return Inhoud(f"{reverse('bekwaamheden')}?stand=loopt_af", {"eerste": eerste}, None, *hulp_voor(None, regel.aan))


def _toelating(toelating: Toelating, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    pad = toelating.organisatie.get_absolute_url() if regel.aan is HET_BUREAU else reverse("eigen_organisatie")
    return Inhoud(pad, {"toelating": toelating}, None, *hulp_voor(None, regel.aan))


def _rol(lid: Lidmaatschap, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    pad = (
        reverse("profiel") if regel.aan is WIE_HET_IS else reverse("mens", args=[lid.organisatie_id, lid.gebruiker_id])
    )
    return Inhoud(pad, {"lidmaatschap": lid}, None, *hulp_voor(None, regel.aan))


def _postvoorkeuren(lid: Lidmaatschap, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return Inhoud(reverse("postvoorkeuren"), {}, None, *hulp_voor(None, regel.aan))


def _teruggekomen(lid: Lidmaatschap, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return Inhoud(reverse("teruggekomen_post"), {}, None, *hulp_voor(None, regel.aan))


def _uitnodiging(uitnodiging: Uitnodiging, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    pad = reverse("uitnodigingen", args=[uitnodiging.organisatie_id])
    return Inhoud(pad, {}, None, *hulp_voor(None, regel.aan))


def _door_de_toepassing(wat: type[Model]) -> Callable[[Model, Gebeurtenis], bool]:
    """That mail to one of these came back; that an address works again, is not told."""
    return lambda ding, gebeurtenis: gebeurtenis.gebruiker_id is None and isinstance(ding, wat)


def _zoek_rol(wie_en_waar: str) -> Lidmaatschap | None:
    """By what the log calls somebody in an organisation (`onderwerp_van`)."""
    gebruiker, _, organisatie = wie_en_waar.partition(" bij organisatie ")
    rijen = Lidmaatschap.objects.select_related("organisatie").filter(gebruiker=gebruiker)
    return rijen.filter(organisatie=organisatie).last() if organisatie else None


def _op_nummer(rijen):
    return lambda nummer: rijen.filter(pk=nummer).first()


SOORTEN["organisatie"] = Soort(_op_nummer(Organisatie.objects.all()), _eigen_organisatie)
SOORTEN["toelating"] = Soort(_op_nummer(Toelating.objects.select_related("organisatie")), _toelating)
SOORTEN["uitnodiging"] = Soort(_op_nummer(Uitnodiging.objects.select_related("organisatie")), _uitnodiging)
SOORTEN["gebruiker"] = Soort(_zoek_rol, _rol)
SOORTEN["lidmaatschap"] = Soort(_op_nummer(Lidmaatschap.objects.select_related("organisatie")), _rol)

# So many days before an end; some days later still, for when no worker ran.
VOORAF = (60, 14)
NOG_STEEDS = 3
_VOORAF = "60 en 14 dagen voor het einde"


def _loopt_af(vandaag: date) -> Iterator[Moment]:
    """What ends in so many days: admissions, qualifications (one letter for all of a certifier on a day) and roles."""
    for toelating in Toelating.objects.loopt_af():
        yield from _momenten(
            vandaag, toelating.onderwerp, toelating.tot, "toelating_loopt_af", "toelating_loopt_af_bureau"
        )
    for organisatie in Organisatie.objects.filter(soort=Organisatie.Soort.CERTIFICEERDER):
        for eind in dict.fromkeys(_aflopende_bekwaamheden(organisatie).values_list("geldig_tot", flat=True)):
            yield from _momenten(vandaag, organisatie.onderwerp, eind, "bekwaamheden_lopen_af")
    for lid in aflopend(Lidmaatschap.objects.all(), max(VOORAF)):
        yield from _momenten(vandaag, f"lidmaatschap {lid.pk}", lid.tot, "rol_loopt_af", "rol_van_een_ander_loopt_af")


def _momenten(vandaag: date, onderwerp: str, eind: date, *brieven: str) -> Iterator[Moment]:
    for dagen in VOORAF:
        if 0 <= (vandaag - (eind - timedelta(days=dagen))).days <= NOG_STEEDS:
            for brief in brieven:
                yield Moment(brief, onderwerp, f"{onderwerp} {dagen} dagen voor {eind} {brief}")


def _labels_eindigen(vandaag: date) -> Iterator[Moment]:
    """The labels that end in as many months as Mijn werk names; not of who has the next certificate already."""
    lopend = Certificaat.objects.openbaar().geldig_op(vandaag).nieuwste(date.max).select_related("traject")
    for maanden in MAANDEN:
        laatste = vandaag + relativedelta(months=maanden)
        binnenkort = lopend.filter(geldig_tot_en_met__range=(laatste - timedelta(days=NOG_STEEDS), laatste))
        for een in binnenkort.order_by("pk"):
            sleutel = f"{een.onderwerp} {maanden} maanden voor {een.geldig_tot_en_met} label_eindigt"
            yield Moment("label_eindigt", een.traject.onderwerp, sleutel)


def _op_het_label(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    eind = traject.certificaten.get().geldig_tot_en_met
    basis = over_een_traject(traject, regel, gebeurtenis)
    pad = reverse("label", args=[traject.cyclus_id])
    return replace(basis, pad=pad, termijn=eind, gegevens=basis.gegevens | {"eind": eind})


MOMENTEN += [_loopt_af, _labels_eindigen]
REGELS += [
    *(
        Regel("naam_veranderd", BEHEER, een, is_bundel=True)
        for een in (Handeling.HERNOEMEN, Handeling.HERNOEMING_INTREKKEN)
    ),
    *(Regel("samengevoegd", BEHEER, een) for een in (Handeling.SAMENVOEGEN, Handeling.SAMENVOEGING_INTREKKEN)),
    Regel("afgemeld", BEHEER, Handeling.LID_AFMELDEN),
    Regel("toelating_vastgelegd", BEHEERDER_VAN_DE_TOELATING, Handeling.TOELATINGEN_BIJHOUDEN, is_bundel=True),
    Regel("toelating_loopt_af", BEHEERDER_VAN_DE_TOELATING, moment=f"{_VOORAF} van een toelating"),
    Regel("toelating_loopt_af_bureau", HET_BUREAU, moment=f"{_VOORAF} van een toelating"),
    Regel("bekwaamheden_lopen_af", BEHEERDER, moment=f"{_VOORAF} van een bekwaamheid", inhoud=_bekwaamheden),
    Regel("vervanging", VERVANGERS, Handeling.VERVANGING_REGELEN, inhoud=_postvoorkeuren),
    Regel(
        "adres_werkt_niet",
        WIE_ZORGT,
        Handeling.ADRES_NAKIJKEN,
        als=_door_de_toepassing(Lidmaatschap),
        inhoud=_teruggekomen,
    ),
    Regel(
        "uitnodiging_kwam_terug",
        WIE_UITNODIGDE,
        Handeling.ADRES_NAKIJKEN,
        als=_door_de_toepassing(Uitnodiging),
    ),
    Regel("rol_neergelegd", WIE_ZORGT, Handeling.ROL_NEERLEGGEN),
    Regel("rol_loopt_af", WIE_HET_IS, moment=f"{_VOORAF} van een rol"),
    Regel("rol_van_een_ander_loopt_af", WIE_ZORGT, moment=f"{_VOORAF} van een rol"),
    Regel("label_eindigt", ORGANISATIE, moment="9, 6 en 3 maanden voor het einde van een label", inhoud=_op_het_label),
]

# Acts of which nobody hears by a letter of this table

_LEZEN = "Lezen en downloaden verandert niets."
_EIGEN_MAIL = (
    "Gaat met een eigen mail, omdat er een geheim in staat of iemand het meteen moet weten (docs/keuzes/post.md)."
)
_ZELF = "Gaat alleen over wie het doet."
_VAN_DE_DIENST = "Wie er elke dag mee inlogt, merkt het daar; het bureau ziet bij Mijn werk wat het moet nakijken."
_VAN_HET_BUREAU = "Is werk van het bureau zelf; wie ermee verder moet, ziet het op de bladzijde."
_OVER_BELANGEN = "Wie daardoor iets moet overnemen, krijgt meteen een eigen mail. Verder hoort niemand van een belang."
for waarom, handelingen in {
    _LEZEN: (
        Handeling.WERK_LEZEN,
        Handeling.TRAJECT_LEZEN,
        Handeling.MELDINGEN_LEZEN,
        Handeling.KLACHTEN_LEZEN,
        Handeling.BEZWAAR_LEZEN,
        Handeling.KADERS_LEZEN,
        Handeling.BEHEER_LEZEN,
        Handeling.WACHTTIJDEN_LEZEN,
        Handeling.PLANNEN_VOLGEN,
        Handeling.MENSEN_LEZEN,
        Handeling.INLOGDIENSTEN_LEZEN,
        Handeling.BELANGEN_LEZEN,
        Handeling.BELANGEN_DOWNLOADEN,
        Handeling.RECHTEN_LEZEN,
        Handeling.ORGANISATIES_LEZEN,
        Handeling.ORGANISATIE_LEZEN,
        Handeling.BEKWAAMHEDEN_LEZEN,
        Handeling.BEKWAAMHEDEN_DOWNLOADEN,
        Handeling.ORGANISATIES_DOWNLOADEN,
        Handeling.MENSEN_DOWNLOADEN,
        Handeling.QUICKSCAN_UITSLAG_LEZEN,
        Handeling.QUICKSCAN_EXPORTEREN,
        Handeling.COMMISSIE_LEZEN,
        Handeling.VERSLAG_LEZEN,
    ),
    _EIGEN_MAIL: (
        Handeling.UITNODIGEN,
        Handeling.UITNODIGING_OPNIEUW_STUREN,
        Handeling.ROL_GEVEN,
        Handeling.ROL_BEEINDIGEN,
        Handeling.INLOGGEN_WIJZIGEN,
        Handeling.TWEEDE_STAP_WISSEN,
        Handeling.INLOGDIENST_KOPPELEN,
        Handeling.INLOGDIENST_LOSMAKEN,
        Handeling.QUICKSCAN_OPENEN,
        Handeling.QUICKSCAN_HERINNEREN,
    ),
    _ZELF: (
        Handeling.PROFIEL_WIJZIGEN,
        Handeling.HUISREGELS_LEZEN,
        Handeling.GEGEVENS_DOWNLOADEN,
        Handeling.AGENDA_KOPPELEN,
        Handeling.EIGEN_ORGANISATIE_WIJZIGEN,
        Handeling.GEBIED_BIJHOUDEN,
        Handeling.BELANGEN_BEVESTIGEN,
        Handeling.POST_INSTELLEN,
        Handeling.QUICKSCAN_INVULLEN,
    ),
    _VAN_DE_DIENST: (
        Handeling.INLOGDIENST_INSTELLEN,
        Handeling.INLOGDIENST_PROBEREN,
        Handeling.INLOGDIENST_AANZETTEN,
        Handeling.INLOGDIENST_UITZETTEN,
        Handeling.INLOGDIENST_VERPLICHTEN,
        Handeling.INLOGDIENST_VRIJGEVEN,
        Handeling.MAILDOMEIN_BEVESTIGEN,
    ),
    _VAN_HET_BUREAU: (
        Handeling.KADER_LADEN,
        Handeling.ORGANISATIE_TOELATEN,
        Handeling.ORGANISATIE_WIJZIGEN,
        Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN,
        Handeling.LEDENBESTAND_INLEZEN,
        Handeling.POST_OPNIEUW_STUREN,
        Handeling.QUICKSCAN_BEHEREN,
        Handeling.QUICKSCAN_WEGGOOIEN,
        Handeling.QUICKSCAN_VERLENGEN,
        Handeling.QUICKSCAN_SLUITEN,
    ),
    _OVER_BELANGEN: (Handeling.BELANG_TOEVOEGEN, Handeling.BELANG_BEEINDIGEN, Handeling.BELANG_CORRIGEREN),
    "Wie de uitnodiging kreeg of aannam, weet het; de ander ziet het bij de mensen.": (
        Handeling.UITNODIGING_INTREKKEN,
        Handeling.UITNODIGING_AANNEMEN,
    ),
    "Wie een team samenstelt, ziet daar wie bekwaam is.": (Handeling.BEKWAAMHEDEN_BIJHOUDEN,),
    "Wie de zitting kreeg en de hele commissie krijgen een mail van de uitnodigingen en rollen; die wordt tijdens het versturen gemaakt.": (
        Handeling.ZITTING_BEVESTIGEN,
        Handeling.ZITTING_WEIGEREN,
    ),
    "Het lid ziet het bij het eigen belang en bij het agendapunt.": (Handeling.BELANG_ONGEDAAN_MAKEN,),
    "De organisatie krijgt een mail met de nieuwe koppeling.": (Handeling.QUICKSCAN_KOPPELING_GEVEN,),
    "Een mail zou ook komen bij wie er misschien met een gestolen account in kwam.": (
        Handeling.BLOKKEREN,
        Handeling.DEBLOKKEREN,
    ),
}.items():
    ONVERTELD |= dict.fromkeys(handelingen, waarom)
