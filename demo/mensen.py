"""The people of the demo, all invented after plants and birds, the hats they wear and the interests they registered."""

from dataclasses import dataclass
from datetime import time, timedelta

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password

from demo import WACHTWOORD
from demo.kalender import op_de_klok
from demo.organisaties import BUREAU, CERTIFICEERDERS, COMMISSIE, LEDEN
from inloggen.huisregels import VERSIE
from kwaliteitslabel.belangen.handelingen import belang_toevoegen
from leden.handelingen import uitnodigingen as handelingen
from leden.handelingen.mensen import rol_geven
from leden.handelingen.zittingen import zitting_bevestigen
from leden.models import ROLLEN_MET_BELANGEN, Belang, Belangenbevestiging, Gebruiker, Lidmaatschap, Organisatie, Rol

# Who works where as what. A person who stands here twice wears two hats and signs in with one address.
MENSEN = {
    "vlechtwerk": (
        ("Ilse Gentiaan", Rol.BESTUURDER),
        ("Bas Blauwborst", Rol.KWALITEITSMEDEWERKER),
        ("Mirjam Maretak", Rol.BEHEERDER),
    ),
    "wilgendam": (
        ("Ingrid Watermunt", Rol.BESTUURDER),
        ("Joke Zonnedauw", Rol.KWALITEITSMEDEWERKER),
        ("Hilde Zwanenbloem", Rol.BEHEERDER),
    ),
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
    "klaverbeek": (("Geertje Grasklokje", Rol.BESTUURDER), ("Karel Karekiet", Rol.KWALITEITSMEDEWERKER)),
    "meerwolde": (("Hanneke Heemst", Rol.BESTUURDER),),
    "sprengdal": (("Sjoerd Sleutelbloem", Rol.BESTUURDER), ("Wies Wintertaling", Rol.KWALITEITSMEDEWERKER)),
    "rozenwaard": (("Rik Regenwulp", Rol.BESTUURDER),),
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
    "bureau": (
        ("Gijs Veenbes", Rol.LABELBEHEERDER),
        ("Loes Lepelblad", Rol.LABELBEHEERDER),
        ("Kees Kamperfoelie", Rol.KLACHTBEHANDELAAR),
    ),
    "ciio": (
        ("Karin Dotterbloem", Rol.PLANNER),
        ("Pleun Parnassia", Rol.PLANNER),
        ("Meike Lisdodde", Rol.TOETSER),
        ("Samir Wollegras", Rol.TOETSER),
        ("Tessa Waterviolier", Rol.TOETSER),
        ("Joke Zonnedauw", Rol.TOETSER),
        ("Roel Pijlkruid", Rol.CONTROLEUR),
        ("Nora Slangenwortel", Rol.BEHEERDER),
    ),
    "keurhuis": (
        ("Wim Egelskop", Rol.PLANNER),
        ("Vera Krabbenscheer", Rol.TOETSER),
        ("Ruben Tureluur", Rol.TOETSER),
        ("Fenna Veldrus", Rol.TOETSER),
        ("Olga Oeverloper", Rol.CONTROLEUR),
        ("Tessa Waterviolier", Rol.CONTROLEUR),
        ("Sietske Smient", Rol.BEHEERDER),
    ),
}
# Elsewhere the bestuurder looks after the people too.
for _sleutel in LEDEN:
    if all(rol != Rol.BEHEERDER for _, rol in MENSEN[_sleutel]):
        MENSEN[_sleutel] += tuple((naam, Rol.BEHEERDER) for naam, rol in MENSEN[_sleutel] if rol == Rol.BESTUURDER)
# Days from today on which a term in the committee ends; after that the rights lapse by themselves.
ZITTING_TOT = {"Hugo Roerdomp": 40}
ZITTING = 760
# Who waits for a second person to become what.
VOORGESTELD = ("Cora Kalmoes", Rol.VOORZITTER)
# Days ago, who asks whom for which roles at which organisation; these invitations wait for an answer.
UITNODIGINGEN = (
    (12, "Hilde Zwanenbloem", "wilgendam", "marit", (Rol.KWALITEITSMEDEWERKER,)),
    (9, "Nora Slangenwortel", "ciio", "teun", (Rol.TOETSER,)),
    (4, "Gijs Veenbes", "commissie", "wessel", (Rol.COMMISSIELID,)),
    (2, "Mirjam Maretak", "vlechtwerk", "lieke", (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER)),
)
# Person, organisation, kind, months ago that it began and ended (None: it still holds).
BELANGEN = (
    ("Hugo Roerdomp", "vlechtwerk", Belang.Soort.ADVIES, 14, None),
    ("Samir Wollegras", "elzenrade", Belang.Soort.DIENSTVERBAND, 70, 9),
    ("Vera Krabbenscheer", "dorpsspil", Belang.Soort.FAMILIE, 60, None),
    ("Olga Oeverloper", "oosterwaard", Belang.Soort.ADVIES, 30, 11),
    # A planner: of this organisation a colleague does the planning and the advice.
    ("Pleun Parnassia", "wilgendam", Belang.Soort.FAMILIE, 26, None),
    # Over the cooling-off period: it stands in the register of interests and hinders no more.
    ("Cora Kalmoes", "morgenster", Belang.Soort.BESTUUR, 90, 31),
)

# Registered while already in the team of a traject there.
LATER_GEMELD = ("Tessa Waterviolier", "zandmeer")
# Who did not confirm for a year, with how many months ago that was, and who never did; all others did so some months ago.
LANG_NIET_BEVESTIGD = {"Ruben Tureluur": 14, "Daan Rietorchis": 13}
NOOIT_BEVESTIGD = ("Fenna Veldrus", "Esra Moeraswederik")
# Who read an earlier version of the house rules, and is asked again on signing in.
NOG_TE_LEZEN = {"Nienke Scholekster": "2026-1"}


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
                    email=email_van(naam, sleutel),
                    naam=naam,
                    password=wachtwoord,
                    huisregels_versie=NOG_TE_LEZEN.get(naam, VERSIE),
                    huisregels_op=op_de_klok(vandaag - timedelta(days=20), time(9)),
                )
            if sleutel != "commissie":
                wereld.lidmaatschappen[naam, rol] = Lidmaatschap.objects.create(
                    gebruiker=gebruikers[naam], organisatie=wereld.organisaties[sleutel], rol=rol, van=begin
                )
    _zittingen(wereld, gebruikers, vandaag, begin)
    for naam, sleutel, soort, van, tot in BELANGEN:
        Belang.objects.create(
            gebruiker=gebruikers[naam],
            organisatie=wereld.organisaties[sleutel],
            soort=soort,
            van=vandaag - relativedelta(months=van),
            tot=vandaag - relativedelta(months=tot) if tot else None,
        )
    _bevestigingen(wereld, vandaag)
    return wereld


def _zittingen(wereld, gebruikers, vandaag, begin):
    """The terms of the committee: one of the bureau proposes, another confirms."""
    gijs, loes = (wereld.wie(naam, rol) for naam, rol in MENSEN["bureau"][:2])
    for naam, rol in MENSEN["commissie"]:
        # As when somebody accepts an invitation.
        voorstel = Lidmaatschap.objects.create(
            gebruiker=gebruikers[naam],
            organisatie=wereld.organisaties["commissie"],
            rol=rol,
            van=begin,
            tot=vandaag + timedelta(days=ZITTING_TOT.get(naam, ZITTING)),
            voorgesteld_door=gijs.gebruiker,
        )
        wereld.lidmaatschappen[naam, rol] = zitting_bevestigen(loes, voorstel)


def voorzitter_voorstellen(wereld, kalender):
    """A road of its own: a second chair is proposed, and waits for whoever confirms it."""
    yield kalender.moment(-3, 10)
    naam, rol = VOORGESTELD
    rol_geven(
        wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER),
        wereld.gebruiker(naam),
        wereld.organisaties["commissie"],
        rol=rol,
        van=kalender.vandaag + timedelta(days=30),
        tot=kalender.vandaag + timedelta(days=ZITTING),
    )


def belang_melden(wereld, kalender):
    """A road of its own: somebody in a team registers an interest, so that the planner has to choose another."""
    yield kalender.moment(-1, 9)
    naam, sleutel = LATER_GEMELD
    belang_toevoegen(
        wereld.wie(naam, Rol.TOETSER),
        organisatie=wereld.organisaties[sleutel],
        soort=Belang.Soort.FAMILIE,
        van=kalender.dag(-1),
        toelichting="mijn broer is er teamleider geworden",
    )


def _bevestigingen(wereld, vandaag):
    """When everyone who keeps interests last confirmed them."""
    houden_bij = {naam for naam, rol in wereld.lidmaatschappen if rol in ROLLEN_MET_BELANGEN}
    for nummer, naam in enumerate(sorted(houden_bij - set(NOOIT_BEVESTIGD))):
        maanden = LANG_NIET_BEVESTIGD.get(naam, 1 + nummer % 10)
        Belangenbevestiging.objects.create(
            gebruiker=wereld.gebruiker(naam),
            bevestigd_op=op_de_klok(vandaag - relativedelta(months=maanden), time(10)),
        )


def uitnodigen(wereld, kalender):
    """Some invitations that wait, as a road of `afspelen`: of one the link nearly stops working, one is for a next committee member."""
    for dagen, wie, sleutel, naam, rollen in UITNODIGINGEN:
        yield op_de_klok(kalender.vandaag - timedelta(days=dagen), time(9, 30))
        termijn = (
            {"van": kalender.vandaag + timedelta(days=41), "tot": kalender.vandaag + timedelta(days=1136)}
            if sleutel == "commissie"
            else {}
        )
        handelingen.uitnodigen(
            next(een for (van, _), een in wereld.lidmaatschappen.items() if van == wie),
            wereld.organisaties[sleutel],
            email=f"{naam}@{sleutel}.example",
            rollen=list(rollen),
            **termijn,
        )


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
            soort=soorten.LID,
            naam=lid.naam,
            adres=lid.adres,
            plaats=lid.plaats,
            fte=lid.fte,
            locaties=lid.locaties,
        )
    return organisaties
