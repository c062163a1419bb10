"""The people of the demo, all invented after plants and birds, the hats they wear and the interests they registered."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password

from kwaliteitslabel.demo.organisaties import BUREAU, CERTIFICEERDERS, COMMISSIE, LEDEN
from leden.models import Belang, Gebruiker, Lidmaatschap, Organisatie, Rol

# Of all demo people; it is printed by `demogegevens --accounts`.
WACHTWOORD = "spiegel-geen-afvinklijst"

# Who works where as what. A person who stands here twice wears two hats and signs in with one address.
MENSEN = {
    "versa": (("Ilse Gentiaan", Rol.BESTUURDER), ("Bas Blauwborst", Rol.KWALITEITSMEDEWERKER)),
    "wilgendam": (("Ingrid Watermunt", Rol.BESTUURDER), ("Joke Zonnedauw", Rol.KWALITEITSMEDEWERKER)),
    "oever": (("Dora Moerasspirea", Rol.BESTUURDER), ("Bram Kattenstaart", Rol.KWALITEITSMEDEWERKER)),
    "veer": (("Lotte Wulp", Rol.BESTUURDER),),
    "lindehof": (("Mehmet Lijsterbes", Rol.BESTUURDER), ("Sanne Wederik", Rol.KWALITEITSMEDEWERKER)),
    "zuiderpoort": (("Yara Grutto", Rol.BESTUURDER),),
    "hoogveen": (("Nienke Scholekster", Rol.BESTUURDER),),
    "morgenster": (("Pieter Sterrenkroos", Rol.BESTUURDER),),
    "zuidkade": (("Amina Zilvermeeuw", Rol.BESTUURDER), ("Jesse Waterranonkel", Rol.KWALITEITSMEDEWERKER)),
    "brink": (("Trees Brem", Rol.BESTUURDER), ("Omar Tormentil", Rol.KWALITEITSMEDEWERKER)),
    "grutterveen": (("Koos Kievitsbloem", Rol.BESTUURDER),),
    "lisbroek": (("Marloes Moeraszegge", Rol.BESTUURDER), ("Stijn Snor", Rol.KWALITEITSMEDEWERKER)),
    "kolkwijk": (("Farah Fonteinkruid", Rol.BESTUURDER),),
    "dorpsspil": (("Gerda Goudplevier", Rol.BESTUURDER),),
    "elzenrade": (("Thijs Elzenkatje", Rol.BESTUURDER),),
    "oosterwaard": (("Wendela Weegbree", Rol.BESTUURDER),),
    "zandmeer": (("Rashid Rosmarijn", Rol.BESTUURDER),),
    "havenrand": (("Lies Lamsoor", Rol.BESTUURDER),),
    "commissie": (
        ("Anna Koningsvaren", Rol.VOORZITTER),
        ("Bert Zeebies", Rol.COMMISSIELID),
        ("Cora Kalmoes", Rol.COMMISSIELID),
        ("Daan Rietorchis", Rol.COMMISSIELID),
        ("Esra Moeraswederik", Rol.COMMISSIELID),
        ("Hugo Roerdomp", Rol.COMMISSIELID),
        ("Nienke Scholekster", Rol.COMMISSIELID),
        ("Femke Gagel", Rol.SECRETARIS),
    ),
    "bureau": (("Gijs Veenbes", Rol.LABELBEHEERDER),),
    "ciio": (
        ("Karin Dotterbloem", Rol.PLANNER),
        ("Meike Lisdodde", Rol.TOETSER),
        ("Samir Wollegras", Rol.TOETSER),
        ("Tessa Waterviolier", Rol.TOETSER),
        ("Joke Zonnedauw", Rol.TOETSER),
        ("Roel Pijlkruid", Rol.CONTROLEUR),
    ),
    "keurmerkinstituut": (
        ("Wim Egelskop", Rol.PLANNER),
        ("Vera Krabbenscheer", Rol.TOETSER),
        ("Ruben Tureluur", Rol.TOETSER),
        ("Fenna Veldrus", Rol.TOETSER),
        ("Olga Oeverloper", Rol.CONTROLEUR),
        ("Tessa Waterviolier", Rol.CONTROLEUR),
    ),
}
# Person, organisation, kind, months ago that it began and ended (None: it still holds).
BELANGEN = (
    ("Hugo Roerdomp", "versa", Belang.Soort.ADVIES, 14, None),
    ("Samir Wollegras", "elzenrade", Belang.Soort.DIENSTVERBAND, 70, 9),
    ("Vera Krabbenscheer", "dorpsspil", Belang.Soort.FAMILIE, 60, None),
    ("Olga Oeverloper", "oosterwaard", Belang.Soort.ADVIES, 30, 11),
    # Over the cooling-off period: it stands in the register of interests and hinders no more.
    ("Cora Kalmoes", "morgenster", Belang.Soort.BESTUUR, 90, 31),
)


def email_van(naam, sleutel):
    return f"{naam.split()[0].lower()}@{sleutel}.example"


@dataclass
class Wereld:
    """Everyone and everything that the roads of the demo refer to by a short name."""

    organisaties: dict
    lidmaatschappen: dict

    def wie(self, naam, rol):
        """The membership in which someone works in this role."""
        return self.lidmaatschappen[naam, rol]

    def gebruiker(self, naam):
        return next(een.gebruiker for (van, _), een in self.lidmaatschappen.items() if van == naam)

    def met_rol(self, sleutel, *rollen):
        """The first membership of an organisation in one of these roles."""
        organisatie = self.organisaties[sleutel]
        return next(
            een for een in self.lidmaatschappen.values() if een.organisatie_id == organisatie.pk and een.rol in rollen
        )

    def stemmers(self):
        return [een for een in self.lidmaatschappen.values() if een.rol in (Rol.VOORZITTER, Rol.COMMISSIELID)]


def maken(vandaag, begin):
    """Organisations, people and interests; memberships hold from `begin`."""
    wereld = Wereld(_organisaties(), {})
    gebruikers, wachtwoord = {}, make_password(WACHTWOORD)
    for sleutel, mensen in MENSEN.items():
        for naam, rol in mensen:
            if naam not in gebruikers:
                gebruikers[naam] = Gebruiker.objects.create(
                    email=email_van(naam, sleutel), naam=naam, password=wachtwoord
                )
            wereld.lidmaatschappen[naam, rol] = Lidmaatschap.objects.create(
                gebruiker=gebruikers[naam], organisatie=wereld.organisaties[sleutel], rol=rol, van=begin
            )
    for naam, sleutel, soort, van, tot in BELANGEN:
        Belang.objects.create(
            gebruiker=gebruikers[naam],
            organisatie=wereld.organisaties[sleutel],
            soort=soort,
            van=vandaag - relativedelta(months=van),
            tot=vandaag - relativedelta(months=tot) if tot else None,
        )
    return wereld


def _organisaties():
    soorten = Organisatie.Soort
    anderen = {"commissie": (soorten.BEHEERCOMMISSIE, *COMMISSIE), "bureau": (soorten.BUREAU, *BUREAU)}
    anderen |= {sleutel: (soorten.CERTIFICEERDER, *waar) for sleutel, waar in CERTIFICEERDERS.items()}
    organisaties = {
        sleutel: Organisatie.objects.create(soort=soort, naam=naam, plaats=plaats)
        for sleutel, (soort, naam, plaats) in anderen.items()
    }
    for sleutel, lid in LEDEN.items():
        organisaties[sleutel] = Organisatie.objects.create(
            soort=soorten.LID, naam=lid.naam, adres=lid.adres, plaats=lid.plaats
        )
    return organisaties
