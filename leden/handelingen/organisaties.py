"""What people do with the data of an organisation. Every act: transaction, lock, reasons why not, change, log row."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.bevoegdheden.opvolging import naambelemmeringen
from leden.bevoegdheden.organisaties import afmeldbelemmeringen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap, Organisatie
from leden.wijzigingen import label, ondertussen_anders, wijziging_in_woorden, zoals_bewaard

# What a beheerder keeps of the own organisation. The rest says who the organisation is; the bureau keeps that.
EIGEN_VELDEN = (
    "adres",
    "postcode",
    "plaats",
    "gemeente",
    "website",
    "fte",
    "locaties",
    "contactpersoon",
    "contactfunctie",
    "contact_email",
    "contact_telefoon",
)
BUREAUVELDEN = ("statutaire_naam", "kvk_nummer", "rsin", *EIGEN_VELDEN, "lid_sinds", "lid_tot", "opmerkingen")
# The log is kept for ever, so it says that these changed and not into what.
ZONDER_WAARDE_IN_LOG = ("contactpersoon", "contactfunctie", "contact_email", "contact_telefoon", "opmerkingen")


@transaction.atomic
def organisatie_toelaten(wie: Lidmaatschap, *, naam: str, soort: str, **gegevens: Any) -> Organisatie:
    """A new member or certifier; its people are invited after this."""
    vergrendelen()
    eisen(rolbelemmeringen(wie, Handeling.ORGANISATIE_TOELATEN), naambelemmeringen(naam))
    organisatie = Organisatie(naam=naam, soort=soort, **gegevens)
    _eisen_dat_het_kan(organisatie)
    organisatie.save(force_insert=True)
    vastleggen(
        wie, Handeling.ORGANISATIE_TOELATEN, organisatie.onderwerp, reden=f"{naam}, {organisatie.get_soort_display()}"
    )
    return organisatie


@transaction.atomic
def organisatie_wijzigen(
    wie: Lidmaatschap, organisatie: Organisatie, *, begin: str = "", **gegevens: Any
) -> Organisatie:
    """The bureau changes data of an organisation; only what is different is written and logged.

    `begin` is what the form began with (`leden.wijzigingen.afdrukken`): who did not see a change of somebody else, is told first.
    """
    eisen(rolbelemmeringen(wie, Handeling.ORGANISATIE_WIJZIGEN))
    return _wijzigen(wie, Handeling.ORGANISATIE_WIJZIGEN, organisatie, BUREAUVELDEN, gegevens, begin)


@transaction.atomic
def eigen_organisatie_wijzigen(wie: Lidmaatschap, *, begin: str = "", **gegevens: Any) -> Organisatie:
    """The beheerder changes the data of the own organisation that do not say who it is."""
    eisen(rolbelemmeringen(wie, Handeling.EIGEN_ORGANISATIE_WIJZIGEN))
    return _wijzigen(wie, Handeling.EIGEN_ORGANISATIE_WIJZIGEN, wie.organisatie, EIGEN_VELDEN, gegevens, begin)


@transaction.atomic
def lid_afmelden(wie: Lidmaatschap, organisatie: Organisatie, *, lid_tot: date, reden: str) -> Organisatie:
    """The organisation stops being a member after a day; what runs goes on, nothing new can begin."""
    organisatie = op_slot(organisatie)
    eisen(afmeldbelemmeringen(wie, organisatie))
    organisatie.lid_tot = lid_tot
    _eisen_dat_het_kan(organisatie)
    organisatie.save(update_fields=["lid_tot"])
    vastleggen(
        wie, Handeling.LID_AFMELDEN, organisatie.onderwerp, reden=f"Lid tot en met {dagkort(lid_tot)}. {reden}".strip()
    )
    return organisatie


def op_slot(organisatie: Organisatie) -> Organisatie:
    """The organisation, locked until the end of the transaction. Comes before the lock of the log (`vergrendelen`)."""
    return Organisatie.objects.select_for_update(no_key=True).get(pk=organisatie.pk)


def _wijzigen(
    wie: Lidmaatschap,
    handeling: Handeling,
    organisatie: Organisatie,
    toegestaan: Sequence[str],
    gegevens: dict[str, Any],
    begin: str,
) -> Organisatie:
    organisatie = op_slot(organisatie)
    vergrendelen()
    gegevens = zoals_bewaard(Organisatie, gegevens)
    if gemist := ondertussen_anders(organisatie, toegestaan, gegevens, begin):
        namen = ", ".join(label(organisatie, naam) for naam in gemist)
        raise Geweigerd(
            [
                f"Terwijl u bezig was, is ook gewijzigd: {namen}. Wat u zelf veranderde, staat hier nog; de andere velden tonen "
                "wat er nu is bewaard. Kijk het na en bewaar opnieuw."
            ]
        )
    anders = [naam for naam in toegestaan if naam in gegevens and gegevens[naam] != getattr(organisatie, naam)]
    zinnen = [_verschil(organisatie, naam, gegevens[naam]) for naam in anders]
    for naam in anders:
        setattr(organisatie, naam, gegevens[naam])
    _eisen_dat_het_kan(organisatie, anders)
    if anders:
        organisatie.save(update_fields=anders)
        vastleggen(wie, handeling, organisatie.onderwerp, reden="; ".join(zinnen))
    return organisatie


def _eisen_dat_het_kan(organisatie: Organisatie, velden: Collection[str] | None = None) -> None:
    """The rules of the fields once more, for whoever gives an act data that no form has seen."""
    weg = [] if velden is None else [veld.name for veld in Organisatie._meta.fields if veld.name not in velden]
    try:
        organisatie.full_clean(exclude=weg)
    except ValidationError as fout:
        raise Geweigerd(fout.messages) from fout


def _verschil(organisatie: Organisatie, naam: str, nieuw: Any) -> str:
    if naam in ZONDER_WAARDE_IN_LOG:
        return f"{label(organisatie, naam)} gewijzigd"
    return wijziging_in_woorden(organisatie, naam, nieuw)
