"""Where a mail to an organisation goes."""

from leden.models import Lidmaatschap, Rol

# Who is asked when an organisation has no contact person: the first of these that it has.
VOLGORDE = [Rol.BEHEERDER, Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER]


def adressen(organisaties):
    """{pk: e-mail address} of a list of organisations; "" where we know none."""
    mensen = (
        Lidmaatschap.objects.geldig()
        .filter(organisatie__in=[een.pk for een in organisaties], rol__in=VOLGORDE)
        .select_related("gebruiker")
        .order_by("pk")
    )
    van_mensen = {}
    for een in sorted(mensen, key=lambda een: VOLGORDE.index(een.rol)):
        van_mensen.setdefault(een.organisatie_id, een.gebruiker.email)
    return {een.pk: een.contact_email or van_mensen.get(een.pk, "") for een in organisaties}
