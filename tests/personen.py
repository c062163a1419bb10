"""The named people of the tests, and a traject in any status, built by the acts themselves.

Everyone has an invented name: Joke and Ingrid work at Welzijn Wilgendam, Bram is a stranger from another member, Karin plans,
Meike and Samir assess, Roel checks, Vera is an assessor elsewhere, Anna chairs the committee, and so on.
"""

from datetime import date, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from beheercommissie.aanvullend import te_kiezen_maanden
from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.handelingen.zitting import vergadering_openen
from certificaten.handelingen import afsluiten, uitgeven
from certificaten.models import Certificaat
from certificaten.taken import certificaat_maken
from demo.kalender import zonder_savepoints
from inloggen.huisregels import VERSIE
from leden.models import (
    ROLLEN_MET_BELANGEN,
    Bekwaamheid,
    Bekwaamheidssoort,
    Belangenbevestiging,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Rol,
    Toelating,
)
from normenkader.handelingen import laden
from normenkader.laden import volgend_voorbeeldpakket, voorbeeldpakket
from normenkader.models import Kaderversie
from tests.opname import een_keer
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen import gesprekken, oordelen, programma, rapport, verbeterplannen, wederhoor, zelfevaluatie
from toetsing.models import Bevinding, Notitie, Oordeel, Verhaal
from trajecten.handelingen import aanmelden
from trajecten.levensloop import Status
from trajecten.models import Cyclus, Traject

COMMISSIE = (Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS)
WACHTWOORD = "spiegel-geen-afvinklijst"

MENSEN = {
    # naam in de tests: (naam, organisatie, rol)
    "joke": ("Joke Zonnedauw", "Welzijn Wilgendam", Rol.KWALITEITSMEDEWERKER),
    "ingrid": ("Ingrid Watermunt", "Welzijn Wilgendam", Rol.BESTUURDER),
    "hilde": ("Hilde Zwanenbloem", "Welzijn Wilgendam", Rol.BEHEERDER),
    "bram": ("Bram Kattenstaart", "Stichting Buurtkracht Oever", Rol.KWALITEITSMEDEWERKER),
    "dora": ("Dora Moerasspirea", "Stichting Buurtkracht Oever", Rol.BESTUURDER),
    "olaf": ("Olaf Kranswier", "Stichting Buurtkracht Oever", Rol.BEHEERDER),
    "karin": ("Karin Dotterbloem", "Toetshuis Noorderlicht", Rol.PLANNER),
    "meike": ("Meike Lisdodde", "Toetshuis Noorderlicht", Rol.TOETSER),
    "samir": ("Samir Wollegras", "Toetshuis Noorderlicht", Rol.TOETSER),
    "tessa": ("Tessa Waterviolier", "Toetshuis Noorderlicht", Rol.TOETSER),
    "roel": ("Roel Pijlkruid", "Toetshuis Noorderlicht", Rol.CONTROLEUR),
    "nora": ("Nora Slangenwortel", "Toetshuis Noorderlicht", Rol.BEHEERDER),
    "wim": ("Wim Egelskop", "Certificatie Zuiderzon", Rol.PLANNER),
    "vera": ("Vera Krabbenscheer", "Certificatie Zuiderzon", Rol.TOETSER),
    "anna": ("Anna Koningsvaren", "Beheercommissie", Rol.VOORZITTER),
    "bert": ("Bert Zeebies", "Beheercommissie", Rol.COMMISSIELID),
    "cora": ("Cora Kalmoes", "Beheercommissie", Rol.COMMISSIELID),
    "daan": ("Daan Rietorchis", "Beheercommissie", Rol.COMMISSIELID),
    "esra": ("Esra Moeraswederik", "Beheercommissie", Rol.COMMISSIELID),
    "femke": ("Femke Gagel", "Beheercommissie", Rol.SECRETARIS),
    "gijs": ("Gijs Veenbes", "Bureau Kwaliteitslabel", Rol.LABELBEHEERDER),
}
SOORTEN = {
    "Welzijn Wilgendam": Organisatie.Soort.LID,
    "Stichting Buurtkracht Oever": Organisatie.Soort.LID,
    "Toetshuis Noorderlicht": Organisatie.Soort.CERTIFICEERDER,
    "Certificatie Zuiderzon": Organisatie.Soort.CERTIFICEERDER,
    "Beheercommissie": Organisatie.Soort.BEHEERCOMMISSIE,
    "Bureau Kwaliteitslabel": Organisatie.Soort.BUREAU,
}
WEG = (
    Status.AANGEMELD,
    Status.VOORBEREIDING,
    Status.INGEDIEND,
    Status.GEPLAND,
    Status.IN_TOETSING,
    Status.INTERNE_CONTROLE,
    Status.WEDERHOOR,
    Status.REACTIE_VERWERKEN,
    Status.VERBETERPLANNEN,
    Status.PLANNEN_BEOORDELEN,
    Status.ADVIES,
    Status.VOORGEDRAGEN,
    Status.GEAGENDEERD,
    Status.BESLOTEN,
    Status.LOPEND,
)


def mensen():
    """All people with their organisations; attributes are their active memberships (what acts take as `wie`)."""
    return een_keer("mensen", _mensen)


def _mensen():
    rijen = Organisatie.objects.bulk_create(
        Organisatie(naam=naam, soort=soort, plaats="Wilgendam") for naam, soort in SOORTEN.items()
    )
    organisaties = {organisatie.naam: organisatie for organisatie in rijen}
    nu, wachtwoord = timezone.now(), make_password(WACHTWOORD)
    gebruikers = Gebruiker.objects.bulk_create(
        Gebruiker(
            email=f"{sleutel}@voorbeeld.example",
            naam=naam,
            password=wachtwoord,
            huisregels_versie=VERSIE,
            huisregels_op=nu,
        )
        for sleutel, (naam, _, _) in MENSEN.items()
    )
    per_naam = dict(zip(MENSEN, gebruikers, strict=True))
    voorsteller, bevestiger = per_naam["hilde"], per_naam["gijs"]
    leden = Lidmaatschap.objects.bulk_create(
        Lidmaatschap(
            gebruiker=gebruiker,
            organisatie=organisaties[organisatie],
            rol=rol,
            van=date(2020, 1, 1),
            voorgesteld_door=voorsteller if rol in COMMISSIE else None,
        )
        for gebruiker, (_, organisatie, rol) in zip(gebruikers, MENSEN.values(), strict=True)
    )
    zittingen = [lid for lid in leden if lid.rol in COMMISSIE]
    for lid in zittingen:
        lid.bevestigd_door = bevestiger
    Lidmaatschap.objects.bulk_update(zittingen, ["bevestigd_door"])
    Belangenbevestiging.objects.bulk_create(
        Belangenbevestiging(gebruiker=lid.gebruiker, bevestigd_op=nu) for lid in leden if lid.rol in ROLLEN_MET_BELANGEN
    )
    wereld = SimpleNamespace(**dict(zip(MENSEN, leden, strict=True)))
    Toelating.objects.bulk_create(
        Toelating(
            organisatie=wie.organisatie,
            van=date(2020, 1, 1),
            tot=timezone.localdate() + timedelta(days=365),
            reikwijdte="externe audit en combinatietoets",
            voorwaarden="verzekering, verwerkersovereenkomst en werkwijze",
            voldaan_op=date(2020, 1, 1),
        )
        for wie in (wereld.karin, wereld.wim)
    )
    opleiding = Bekwaamheidssoort.objects.get(code="opleiding")
    Bekwaamheid.objects.bulk_create(
        Bekwaamheid(
            gebruiker=wie.gebruiker, soort=opleiding, omschrijving="Opleiding voor toetsers", van=date(2020, 1, 1)
        )
        for wie in (wereld.meike, wereld.samir, wereld.tessa, wereld.roel, wereld.vera)
    )
    return wereld


def zitting(wereld, gebruiker, rol, **velden):
    """A term in the committee, proposed by one and confirmed by another; `velden`: when it is not from today on."""
    lidmaatschap = Lidmaatschap.objects.create(
        gebruiker=gebruiker,
        organisatie=wereld.anna.organisatie,
        rol=rol,
        voorgesteld_door=wereld.hilde.gebruiker,
        **velden,
    )
    return _bevestigen(lidmaatschap, wereld.gijs)


def _bevestigen(lidmaatschap, door):
    lidmaatschap.bevestigd_door = door.gebruiker
    lidmaatschap.save(update_fields=["bevestigd_door"])
    return lidmaatschap


def klein_kader():
    """The example framework with the first norm of each part, which keeps tests fast."""
    return Kaderversie.objects.get(pk=een_keer("klein kader", _klein_kader))


def _klein_kader():
    pakket = voorbeeldpakket()
    eerste = {}
    for norm in pakket["normen"]:
        eerste.setdefault(norm["onderdeel"], norm)
    return laden(None, {**pakket, "versie": "2026.3", "normen": list(eerste.values())}).pk


def traject_in(status, wereld, kader=None, optie="toekennen"):
    """A traject of Welzijn Wilgendam that has walked the road up to `status`; `optie` is what the committee decides."""
    kader = kader or klein_kader()
    wie = tuple(getattr(wereld, naam).pk for naam in MENSEN)
    gelopen = een_keer((status, optie, kader.pk, wie), lambda: _lopen(_aangemeld(wereld, kader), status, wereld, optie))
    return _traject(gelopen)


def verder(traject, status, wereld, optie="toekennen"):
    """The traject, walked on from where it is to `status`."""
    return _traject(_lopen(traject, status, wereld, optie))


@zonder_savepoints()
def _lopen(traject, status, wereld, optie):
    for doel in WEG[WEG.index(traject.status) + 1 : WEG.index(status) + 1]:
        STAPPEN[doel](wereld, Traject.objects.get(pk=traject.pk), optie)
    return traject.pk


def _traject(pk):
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=pk)


def _aangemeld(wereld, kader):
    return aanmelden(
        wereld.joke,
        certificeerder=wereld.karin.organisatie,
        kaderversie=kader,
        variant="externe_audit",
        reikwijdte="de hele organisatie: ontmoeting, maatschappelijk werk en jongerenwerk",
        fte=Decimal("41.0"),
        locaties=5,
        dagen=kader.dagen_voor(Decimal("41.0")),
        dagen_reden="",
        # Once the label has been granted, the next one renews it.
        cyclus=Cyclus.objects.van(wereld.joke.organisatie).first(),
    )


def _voorbereiding(wereld, traject, _):
    zelfevaluatie.accepteren(
        wereld.karin,
        traject,
        toetsers=[wereld.meike.gebruiker, wereld.samir.gebruiker],
        teamleider=wereld.meike.gebruiker,
        controleur=wereld.roel.gebruiker,
    )


def _ingediend(wereld, traject, _):
    Verhaal.objects.filter(traject=traject).update(
        aanleiding="Bewoners vroegen om een open keuken op zondag.",
        opbrengst="Een vrouw die na haar verhuizing niemand kende, maakt nu de boodschappenlijst.",
        zelfbeeld=Verhaal.Zelfbeeld.LEREND,
        verteller="sociaal_werkers",
    )
    zelfevaluatie.zelfevaluatie_indienen(wereld.ingrid, traject)


def _gepland(wereld, traject, _):
    dag = programma.dag_toevoegen(wereld.karin, traject, timezone.localdate())
    # In the morning were the talks of the label that a renewal follows.
    uur = 13 if traject.vorige_id else 9
    for groep, toetser in (("clienten", wereld.meike), ("vrijwilligers", wereld.samir)):
        programma.gesprek_plannen(
            wereld.karin,
            traject,
            dag=dag,
            begin=time(uur),
            eind=time(uur + 1),
            plaats=f"De Kade, kamer van de {groep}",
            groep=groep,
            normen=list(traject.kaderversie.normen.all()),
            toetsers=[toetser.gebruiker],
        )
    if locaties := traject.trajectlocaties.all():
        programma.bezoeken_kiezen(wereld.karin, traject, locaties=locaties, waarom="Het zijn er weinig.")
    programma.programma_vaststellen(wereld.karin, traject)


def _in_toetsing(wereld, traject, _):
    programma.toetsing_starten(wereld.meike, traject)


def gesprekken_voeren(wereld, traject):
    """Hold all talks of a traject in assessment: people, a quote, a summary given back, closed."""
    for gesprek in traject.gesprekken.all():
        wie = wereld.meike if gesprek.toetsers.filter(pk=wereld.meike.gebruiker_id).exists() else wereld.samir
        gesprekken.partners_vastleggen(wie, gesprek, [("bezoeker buurtkamer", 3), ("mantelzorger", 1)])
        gesprekken.notitie_maken(
            wie,
            gesprek,
            soort=Notitie.Soort.LETTERLIJK,
            tekst="Ze vroegen wat ik graag deed. Toen ben ik gebleven.",
            normen=list(gesprek.normen.all()[:1]),
            is_niet_herleidbaar=True,
        )
        gesprek.samenvatting = "Mensen voelen zich welkom en willen vaker horen wat er met hun idee gebeurt."
        gesprek.save(update_fields=["samenvatting"])
        gesprekken.teruggeven(wie, gesprek, True)
        gesprekken.gesprek_afronden(wie, gesprek)


def oordelen_geven(wereld, traject):
    """Judge every norm on grounds: strong at first, an improvement point at the last norm."""
    normen = list(traject.kaderversie.normen.all())
    gesprek = traject.gesprekken.first()
    for norm in normen:
        laatste = norm == normen[-1]
        soort = Bevinding.Soort.VERBETER if laatste else Bevinding.Soort.STERK
        tekst = (
            "Afspraken staan niet overal in het dossier."
            if laatste
            else "Bewoners beslissen mee en merken dat het telt."
        )
        bevinding = oordelen.bevinding_maken(wereld.meike, traject, norm=norm, soort=soort, tekst=tekst)
        oordelen.gronden_kiezen(wereld.meike, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])
        oordelen.oordelen(wereld.meike, traject, norm=norm, waarde="voldoet_deels" if laatste else "voldoet")
    Oordeel.objects.filter(traject=traject).update(toelichting="Er is een goed begin en nog werk te doen.")


def _interne_controle(wereld, traject, _):
    gesprekken_voeren(wereld, traject)
    oordelen_geven(wereld, traject)
    traject.rapportdelen.update(tekst="Welzijn Wilgendam begint bij wat mensen zelf kunnen.")
    rapport.rapport_opleveren(wereld.meike, traject)


def _wederhoor(wereld, traject, _):
    rapport.vrijgeven(wereld.roel, traject)


def _reactie_verwerken(wereld, traject, _):
    versie = traject.rapportversies.first()
    passage = versie.inhoud["normen"][-1]["passages"][0]["sleutel"]
    reactie = wederhoor.reageren(wereld.joke, versie, passage)
    reactie.tekst, reactie.soort = "Twee van deze dossiers waren nog niet afgesloten.", "feit"
    reactie.save(update_fields=["tekst", "soort"])
    wederhoor.reactie_indienen(wereld.ingrid, traject)


def _verbeterplannen(wereld, traject, _):
    for reactie in traject.rapportversies.first().reacties.all():
        reactie.antwoord = "Dank u. Wij hebben het aantal aangepast."
        reactie.save(update_fields=["antwoord"])
        traject.bevindingen.filter(pk=reactie.passage.removeprefix("bevinding-")).update(
            tekst="Afspraken staan in 2 van de 10 dossiers niet op hun plek."
        )
        wederhoor.beantwoorden(wereld.meike, reactie, "aangepast")
    rapport.rapport_vaststellen(wereld.meike, traject)


def _plannen_beoordelen(wereld, traject, _):
    traject.verbeterplannen.update(
        oorzaak="Afspraken werden mondeling gemaakt.",
        actie="Elk team kiest een vast moment om afspraken op te schrijven.",
        merkbaar="Een bewoner vertelt zijn verhaal één keer.",
        eigenaar="teamleider ontmoeting",
        klaar_op=timezone.localdate() + timedelta(days=180),
    )
    verbeterplannen.verbeterplannen_indienen(wereld.ingrid, traject)


def _advies(wereld, traject, _):
    verbeterplannen.verbeterplannen_goedkeuren(wereld.meike, traject)


def _voorgedragen(wereld, traject, _):
    traject.adviezen.update(optie="positief", motivering="De plannen zijn concreet en al begonnen.")
    adviezen.advies_uitbrengen(wereld.karin, traject)


def _geagendeerd(wereld, traject, _):
    vergadering = vergadering_plannen(wereld.femke, datum=timezone.localdate(), plaats="Utrecht")
    agenderen(wereld.femke, traject, vergadering)


def commissie(wereld):
    """Everyone who can vote."""
    return [wereld.anna, wereld.bert, wereld.cora, wereld.daan, wereld.esra]


def in_vergadering(wereld, vergadering):
    """The meeting, opened by the chair with everyone there when it was not open yet."""
    vergadering.refresh_from_db()
    if vergadering.is_open:
        return vergadering
    return vergadering_openen(wereld.anna, vergadering, [lid.gebruiker for lid in commissie(wereld)])


# What the committee asks when it holds a decision over; far away, so that the last day comes in no test.
NAVRAAG = {
    "vraag": "Wanneer is het plan voor de dossiers klaar?",
    "vraag_aan": "organisatie",
    "antwoord_tot_en_met": date(2099, 1, 15),
}


def vraag_bij(traject, optie):
    """What the chair writes besides, of an option that asks a party or the assessors something."""
    match traject.kaderversie.besluitoptie(optie).gaat_naar:
        case Status.VOORGEDRAGEN:
            return NAVRAAG
        case Status.AANVULLEND_ONDERZOEK:
            laatste = traject.kaderversie.normen.last()
            return {"vraag": "Staan de afspraken er nu?", "maand": te_kiezen_maanden()[1], "normen": [laatste.nummer]}
    return {}


def _besloten(wereld, traject, optie):
    punt = traject.agendapunten.get()
    in_vergadering(wereld, punt.vergadering)
    for lid in commissie(wereld):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie=optie, reden="Het rapport is een eerlijke spiegel.")
    besluiten(
        wereld.anna,
        punt,
        optie=optie,
        motivering="Bewoners beslissen zichtbaar mee.",
        afwijking="De commissie weegt de dossiers zwaarder.",
        **vraag_bij(traject, optie),
    )


def _lopend(wereld, traject, _):
    if certificaat := Certificaat.objects.filter(traject=traject).first():
        certificaat_maken(certificaat.nummer)
        uitgeven(wereld.gijs, traject)
    else:
        afsluiten(wereld.gijs, traject)


STAPPEN = {
    Status.VOORBEREIDING: _voorbereiding,
    Status.INGEDIEND: _ingediend,
    Status.GEPLAND: _gepland,
    Status.IN_TOETSING: _in_toetsing,
    Status.INTERNE_CONTROLE: _interne_controle,
    Status.WEDERHOOR: _wederhoor,
    Status.REACTIE_VERWERKEN: _reactie_verwerken,
    Status.VERBETERPLANNEN: _verbeterplannen,
    Status.PLANNEN_BEOORDELEN: _plannen_beoordelen,
    Status.ADVIES: _advies,
    Status.VOORGEDRAGEN: _voorgedragen,
    Status.GEAGENDEERD: _geagendeerd,
    Status.BESLOTEN: _besloten,
    Status.LOPEND: _lopend,
}


def twee_kaders(*sleutels):
    """The example framework and its next version, with these norms of the first and what became of them; loaded."""
    eerder, later = voorbeeldpakket(), volgend_voorbeeldpakket()
    regels = [regel for regel in later["overgang"]["normen"] if not regel["van"] or set(regel["van"]) & set(sleutels)]
    van = {sleutel for regel in regels for sleutel in regel["van"]}
    naar = {sleutel for regel in regels for sleutel in regel["naar"]}
    overgang = {"van": eerder["versie"], "normen": regels}
    return laden(None, _met_normen(eerder, van)), laden(None, _met_normen(later, naar) | {"overgang": overgang})


def _met_normen(pakket, sleutels):
    normen = [norm for norm in pakket["normen"] if norm["sleutel"] in sleutels]
    gebruikt = {norm["onderdeel"] for norm in normen}
    onderdelen = [onderdeel for onderdeel in pakket["onderdelen"] if onderdeel["code"] in gebruikt]
    return pakket | {"normen": normen, "onderdelen": onderdelen}
