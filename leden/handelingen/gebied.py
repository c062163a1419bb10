"""Where a member works and what it does there. Every act: transaction, lock, reasons why not, change, log row."""

from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.bevoegdheden.gebied import dubbelbelemmeringen, gebiedbelemmeringen, gebiedtoevoegbelemmeringen
from leden.handelingen.organisaties import op_slot
from leden.logboek import vastleggen
from leden.models import Gebiedsdeel, Lidmaatschap, Organisatie
from leden.wijzigingen import bijwerken

D = TypeVar("D", bound=Gebiedsdeel)


@transaction.atomic
def gebiedsdeel_toevoegen(wie: Lidmaatschap, organisatie: Organisatie, soort: type[D], **gegevens: Any) -> D:
    """A new location, municipality or activity."""
    organisatie = op_slot(organisatie)
    eisen(gebiedtoevoegbelemmeringen(wie, organisatie))
    deel = soort(organisatie=organisatie, **gegevens)
    _eisen_dat_het_kan(deel)
    deel.save(force_insert=True)
    perioden = [f"{woord} {dagkort(dag)}" for woord, dag in (("vanaf", deel.van), ("tot en met", deel.tot)) if dag]
    zin = f"{_soortnaam(deel)} erbij: {' '.join([str(deel), *perioden])}"
    vastleggen(wie, Handeling.GEBIED_BIJHOUDEN, organisatie.onderwerp, reden=zin)
    return deel


@transaction.atomic
def gebiedsdeel_wijzigen(wie: Lidmaatschap, deel: Gebiedsdeel, **gegevens: Any) -> Gebiedsdeel:
    """Set right what stands there, or say which day is the last. Nothing is taken away."""
    organisatie = op_slot(deel.organisatie)
    deel = type(deel).objects.select_for_update(of=("self",)).get(pk=deel.pk)
    eisen(gebiedbelemmeringen(wie, organisatie))
    wordt = copy(deel)
    for naam, waarde in gegevens.items():
        setattr(wordt, naam, waarde)
    _eisen_dat_het_kan(wordt)
    was = f"{_soortnaam(deel)} {deel}"
    # As they were made clean: a postcode without a blank is the same postcode.
    if zin := bijwerken(deel, {naam: getattr(wordt, naam) for naam in gegevens}):
        vastleggen(wie, Handeling.GEBIED_BIJHOUDEN, organisatie.onderwerp, reden=f"{was}: {zin}")
    return deel


def _soortnaam(deel: Gebiedsdeel) -> str:
    return str(deel._meta.verbose_name).capitalize()


def _eisen_dat_het_kan(deel: Gebiedsdeel) -> None:
    """The rules of the fields once more, for whoever gives an act data that no form has seen."""
    eisen(dubbelbelemmeringen(deel))
    try:
        deel.full_clean()
    except ValidationError as fout:
        raise Geweigerd(fout.messages) from fout
