"""The sign-in services of the demo: one that its beheerder is setting up, and one that is on. Neither exists, so nobody gets in by them."""

from inloggen.dienst.identiteit import Identiteit
from inloggen.handelingen.inlogdiensten import aanzetten, beproeven, dienst_beginnen, instellen
from leden.models import Rol

TENANT = "8a1f2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"


def inrichten(wereld):
    """Set them up by the acts themselves; the mail domain of the first waits for the bureau."""
    bureau = wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    beheerder = wereld.wie("Hilde Zwanenbloem", Rol.BEHEERDER)
    gegevens = {"client_id": "kwaliteitslabel", "clientgeheim": "alleen-voor-de-demo"}
    entra = dienst_beginnen(beheerder, wereld.organisaties["wilgendam"], "entra")
    instellen(beheerder, entra, kenmerk="wilgendam", maildomein="wilgendam.example", tenant=TENANT, **gegevens)
    ander = dienst_beginnen(bureau, wereld.organisaties["oever"], "openid_connect")
    adres = "https://inloggen.oever.example"
    ander = instellen(bureau, ander, kenmerk="oever", maildomein="oever.example", issuer=adres, **gegevens)
    van_oever = wereld.wie("Dora Moerasspirea", Rol.BEHEERDER)
    beproeven(van_oever, ander, Identiteit(adres, "", "dora", "dora@oever.example"))
    aanzetten(van_oever, ander)
