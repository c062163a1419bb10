"""Who keeps the locations, the working area and the activities of a member: reasons why not (Dutch sentences; empty list = yes)."""

from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Gebiedsdeel, Lidmaatschap, Organisatie, Rol, eigen_organisaties


def gebiedbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """Only a member has them. Who works there keeps them, also those of what went into it; the bureau those of all."""
    belemmeringen = rolbelemmeringen(wie, Handeling.GEBIED_BIJHOUDEN)
    if not belemmeringen and organisatie.soort != Organisatie.Soort.LID:
        belemmeringen.append(f"{organisatie.naam} is geen lidorganisatie.")
    if belemmeringen or wie.rol == Rol.LABELBEHEERDER:
        return belemmeringen
    if not Organisatie.objects.filter(pk=organisatie.pk, pk__in=eigen_organisaties(wie)).exists():
        belemmeringen.append(f"U werkt niet bij {organisatie.naam}.")
    return belemmeringen


def gebiedtoevoegbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """What is new stands with the organisation that goes on."""
    return gebiedbelemmeringen(wie, organisatie) or opgegaanbelemmeringen(organisatie)


def dubbelbelemmeringen(deel: Gebiedsdeel) -> list[str]:
    """Why something cannot stand there without a last day: it does so already."""
    return [f"{deel} staat er al."] if not deel.tot and deel.dezelfde().exists() else []
