"""The very beginning of an installation: somebody has to be able to invite the others."""

from django.db import transaction

from leden.bevoegdheden import Geweigerd, Handeling
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol


@transaction.atomic
def beginnen(*, bureau: str, commissie: str, plaats: str, naam: str, email: str) -> Lidmaatschap:
    """Make the bureau, the beheercommissie and the first labelbeheerder, who chooses a password by mail.

    Raises Geweigerd when there is a bureau already: from then on people are invited.
    """
    vergrendelen()
    if Organisatie.objects.filter(soort=Organisatie.Soort.BUREAU).exists():
        raise Geweigerd(["Er is al een bureau. Een labelbeheerder nodigt de volgende uit, bij Beheer, Mensen."])
    Organisatie.objects.create(naam=commissie, soort=Organisatie.Soort.BEHEERCOMMISSIE, plaats=plaats)
    lidmaatschap = Lidmaatschap.objects.create(
        gebruiker=Gebruiker.objects.create_user(email, naam),
        organisatie=Organisatie.objects.create(naam=bureau, soort=Organisatie.Soort.BUREAU, plaats=plaats),
        rol=Rol.LABELBEHEERDER,
    )
    vastleggen(
        None, Handeling.ROL_GEVEN, lidmaatschap.onderwerp, naar=lidmaatschap.rol, reden="de eerste labelbeheerder"
    )
    return lidmaatschap
