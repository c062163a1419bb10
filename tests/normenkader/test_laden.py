"""Loading a framework: what is refused, with the place in the file, and what comes of a good one."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from leden.models import Gebeurtenis
from normenkader.handelingen import laden
from normenkader.laden import NAMEN_VAN_EERDER, fouten_in, pakket_lezen, schema, voorbeeldpakket
from normenkader.models import Inzage, Kaderversie, Norm
from tests.test_lineair import te_traag


@pytest.fixture
def pakket():
    return copy.deepcopy(voorbeeldpakket())


def zetten(pakket, pad, waarde):
    """Change one value in a package; `...` takes it away."""
    *weg, laatste = pad
    for stap in weg:
        pakket = pakket[stap]
    if waarde is ...:
        del pakket[laatste]
    else:
        pakket[laatste] = waarde


FOUTEN = [
    (["normen", 15, "tekst"], ..., "normen, 16e norm (D4), 'tekst' ontbreekt."),
    (["dagentabel"], ..., "'dagentabel' ontbreekt."),
    (["normen", 0, "titel"], "x" * 61, "normen, 1e norm (V1), 'titel' heeft 61 tekens. Maak het korter: hooguit 60."),
    (["normen", 0, "tekst"], " \n", "normen, 1e norm (V1), 'tekst' is leeg. Vul een tekst in."),
    (["normen", 1, "vragen", 2, "groepen"], [],
     "normen, 2e norm (V2), 3e vraag, 'groepen' heeft te weinig regels. Vul er ten minste 1 in."),
    (["besluitopties", 0, "modelzinnen"], ["Bewoners beslissen mee."] * 11,
     "besluitopties, 1e optie (toekennen), 'modelzinnen' heeft 11 regels. Hooguit 10 kunnen er staan."),
    (["normen", 1, "groepen", 1], 7,
     "normen, 2e norm (V2), 2e groep moet een tekst tussen aanhalingstekens zijn."),
    (["normen", 2, "punten"], 3,
     "normen, 3e norm (V3) kent geen 'punten'. Kijk of de naam goed is gespeld, of haal hem weg."),
    (["normen", 2, "nummer"], "norm 3",
     "normen, 3e norm (norm 3), 'nummer' is ‘norm 3’ en dat past niet. "
     "Zoals het in het rapport staat, bijvoorbeeld V1."),
    (["geldig_vanaf"], "1 januari 2026",
     "'geldig_vanaf' is ‘1 januari 2026’ en dat is geen dag. Schrijf de dag als 2026-01-31."),
    (["is_voorbeeld"], "ja", "'is_voorbeeld' moet true of false zijn."),
    (["quorum"], 0, "'quorum' is 0. Vul 1 of meer in."),
    (["quorum"], 51, "'quorum' is 51. Vul hooguit 50 in."),
    (["code"], "voorbeeld\n",
     "'code' is ‘voorbeeld\n’ en dat past niet. Kleine letters, cijfers, - en _, en een letter voorop."),
    (["schaal", 0, "code"], "goed",
     "schaal, 1e waarde (goed), 'code' is goed. "
     "Kies uit: voldoet, voldoet_deels, voldoet_niet, niet_van_toepassing, niet_beoordeeld."),
    (["termijnen", "wederhoor"], ..., "termijnen, 'wederhoor' ontbreekt."),
    (["termijnen", "wederhoor", "eenheid"], "weken",
     "termijnen, wederhoor, 'eenheid' is weken. Kies uit: werkdagen, dagen."),
    # Silence of the certifier never costs the organisation.
    (["termijnen", "advies", "stilte"], "gaat_verder", "termijnen, advies, 'stilte' is gaat_verder. Kies uit: blijft_staan."),
    (["termijnen", "plannen_beoordelen", "stilte"], "geldt_als_akkoord",
     "termijnen, plannen_beoordelen, 'stilte' is geldt_als_akkoord. Kies uit: blijft_staan."),
    (["termijnen", "herstel", "stilte"], "blijft_staan",
     "termijnen, herstel, 'stilte' is blijft_staan. Kies uit: schorsing_loopt_af."),
    (["dagentabel", 1, "dagen"], 1.25, "dagentabel, 2e regel, 'dagen' is 1.25. Vul een veelvoud van 0.5 in."),
    (["dagentabel", 0, "tot_en_met_fte"], 0, "dagentabel, 1e regel, 'tot_en_met_fte' is 0. Vul meer dan 0 in."),
    (["inzage", "notities"], ["toetsers", "toetsers"], "inzage, 'notities' noemt iets twee keer. Haal er een weg."),
    (["inzage", "notities", 0], "gemeente",
     "inzage, 1e waarde is gemeente. "
     "Kies uit: organisatie, toetsers, controleur, certificeerder, commissie, bureau."),
    (["rapportonderdelen", 1, "soort"], "samengesteld",
     "rapportonderdelen, 2e rapportonderdeel (samenvatting), 'sleutel' is samenvatting. Kies uit: kerngegevens, "
     "sterke_punten, verbeterpunten, oordelen, gesprekken, normen, reactie, verbeterplannen, advies."),
    # what no schema can see
    (["normen", 15, "onderdeel"], "dienst",
     "normen, 16e norm (D4), 'onderdeel' noemt dienst, maar dat staat niet bij onderdelen. "
     "Kies uit: vakmanschap, dienstverlening, organisatie_bestuur."),
    (["normen", 1, "nummer"], "V1",
     "normen, 2e norm (V1), 'nummer' is V1, net als bij de 1e. Geef elk een eigen 'nummer'."),
    (["normen", 1, "sleutel"], "luisteren",
     "normen, 2e norm (V2), 'sleutel' is luisteren, net als bij de 1e. Geef elk een eigen 'sleutel'."),
    (["normen", 0, "competenties"], ["koken"],
     "normen, 1e norm (V1), 'competenties' noemt koken, maar dat staat niet bij competenties. Kies uit: verhelderen, "
     "eigen_kracht, eropaf, verantwoordelijkheid, meedoen, verbinden, netwerken, werelden, vooruitkijken, ruimte."),
    (["normen", 0, "vragen", 0, "groepen", 0], "buren",
     "normen, 1e norm (V1), 1e vraag, 'groepen' noemt buren, maar dat staat niet bij gespreksgroepen. Kies uit: "
     "clienten, vrijwilligers, sociaal_werkers, leidinggevenden, directie_bestuur, clientenraad, opdrachtgever, "
     "partners."),
    (["normen", 0, "tekst"], "Wij\0luisteren.",
     "normen, 1e norm (V1), 'tekst' bevat een teken dat geen letter is. Typ de tekst opnieuw."),
    (["verplicht_vanaf"], "2020-01-01", "'verplicht_vanaf' ligt voor 'geldig_vanaf'. Kies dezelfde dag of een latere."),
    (["schaal", 0, "vraagt_verbeterplan"], True,
     "schaal: geen enkele waarde zegt dat een norm wordt gehaald. Voeg een waarde toe zonder verbeterplan."),
    (["schaal", 4, "vraagt_verbeterplan"], True,
     "schaal, 5e waarde (niet_beoordeeld) vraagt een verbeterplan zonder dat de norm is beoordeeld."),
    (["besluitopties", 0, "maanden_geldig"], None,
     "besluitopties, 1e optie (toekennen), 'maanden_geldig' is leeg, maar de keuze kent het label toe. "
     "Vul het aantal maanden in."),
    (["besluitopties", 3, "maanden_geldig"], 12,
     "besluitopties, 4e optie (aanhouden), 'maanden_geldig' is ingevuld, maar de keuze kent het label niet toe. "
     "Vul null in."),
    (["besluitopties", 9, "gaat_naar"], "besloten",
     "besluitopties, 10e optie (schorsen), 'gaat_naar' is besloten. Een schorsing als maatregel, en niets anders, gaat "
     "naar herstel."),
    (["besluitopties", 0, "gaat_naar"], "in_toetsing",
     "besluitopties, 1e optie (toekennen), 'gaat_naar' is in_toetsing. Een keuze die het label toekent, gaat naar "
     "besloten."),
    (["besluitopties", 4, "meldt_bezwaar"], False,
     "besluitopties, 5e optie (afwijzen), 'meldt_bezwaar' is false. Wie het label weigert, vertelt over bezwaar."),
    (["besluitopties", 5, "gevolg"], ...,
     "besluitopties: met geen enkele keuze zijn de voorwaarden vervuld. Voeg er een toe voor een vervolgonderzoek."),
    (["besluitopties", 6, "gaat_naar"], "besloten",
     "besluitopties, 7e optie (meer_tijd): een vervolgonderzoek dat meer tijd krijgt, en niets anders, gaat naar voortgang "
     "en zegt met 'maanden_tot_volgend_onderzoek' hoeveel."),
    (["termijnen", "vervolg_beoordelen"], ...,
     "termijnen: vervolg_beoordelen ontbreekt, maar er zijn besluiten voor een vervolgonderzoek. Voeg de termijn toe."),
    (["termijnen", "vervolgonderzoek", "uitstel"], {"keer": 1, "werkdagen": 10},
     "termijnen, vervolgonderzoek: uitstel geeft de beheercommissie, met een besluit. Haal 'uitstel' weg."),
    (["inzage", "vervolg"], ...,
     "inzage: vervolg ontbreekt. Zeg wie leest wat er sinds het besluit is gebeurd."),
    (["besluitopties", 4, "gaat_naar"], "voorgedragen",
     "besluitopties: met geen enkele keuze wordt het label geweigerd. Voeg er een toe met 'kent_toe': false."),
    (["dagentabel", 2, "tot_en_met_fte"], 12,
     "dagentabel, 2e regel, 'tot_en_met_fte' is niet kleiner dan op de regel erna. Zet de regels in oplopende volgorde."),
    (["dagentabel", 2, "dagen"], 9,
     "dagentabel, 3e regel, 'dagen' is meer dan op de regel erna. Meer fte vraagt nooit minder dagen."),
    (["dagentabel", 6, "tot_en_met_fte"], 900,
     "dagentabel: de laatste regel heeft een bovengrens. Vul daar bij 'tot_en_met_fte' null in."),
    (["dagentabel", 2, "tot_en_met_fte"], None,
     "dagentabel, 3e regel, 'tot_en_met_fte' is leeg. Alleen de laatste regel heeft geen bovengrens."),
    (["rapportonderdelen", 2, "verplicht"], False,
     "rapportonderdelen: sterke_punten ontbreekt of is niet verplicht. Elk rapport heeft dit onderdeel."),
]  # fmt: skip


def test_the_example_has_no_faults():
    assert fouten_in(voorbeeldpakket()) == []


@pytest.mark.parametrize(("pad", "waarde", "zin"), FOUTEN)
def test_a_fault_is_named_with_its_place(pakket, pad, waarde, zin):
    zetten(pakket, pad, waarde)
    assert fouten_in(pakket) == [zin]


def test_a_part_without_norms_is_named(pakket):
    pakket["onderdelen"].append({"code": "buurt", "titel": "Buurt", "omschrijving": "Wat de buurt doet."})
    assert fouten_in(pakket) == [
        "onderdelen, 4e onderdeel (buurt) heeft geen normen. Voeg er een toe of haal het onderdeel weg."
    ]


@pytest.mark.parametrize("naam", ["zienswijze", "herstel"])
def test_a_framework_with_measures_has_their_terms(pakket, naam):
    del pakket["termijnen"][naam]
    assert fouten_in(pakket) == [
        f"termijnen: {naam} ontbreekt, maar er zijn besluitopties voor een maatregel. Voeg de termijn toe."
    ]


def test_a_framework_that_suspends_can_restore_too(pakket):
    pakket["besluitopties"] = [optie for optie in pakket["besluitopties"] if optie.get("gevolg") != "hersteld"]
    assert fouten_in(pakket) == [
        "besluitopties: een label kan worden geschorst, en niet hersteld. Voeg voor een maatregel een keuze met gevolg hersteld toe."
    ]


def test_a_framework_that_never_awards_is_refused(pakket):
    pakket["besluitopties"] = [optie for optie in pakket["besluitopties"] if not optie["kent_toe"]]
    assert fouten_in(pakket) == [
        "besluitopties: met geen enkele keuze wordt het label toegekend. Voeg er een toe met 'kent_toe': true."
    ]


@pytest.mark.parametrize("waarde", [None, 3, "normen", []])
def test_something_else_than_a_package_is_refused(waarde):
    assert fouten_in(waarde) == ["Het bestand moet een groep gegevens tussen { en } zijn."]


def test_a_file_full_of_faults_gives_a_list_one_can_read(pakket):
    pakket["normen"] = [{}] * 5000
    assert len(fouten_in(pakket)) <= 1000


@pytest.mark.parametrize(
    ("ruw", "begin"),
    [
        (b"", "Het bestand is geen geldige JSON: regel 1, teken 1 past niet."),
        (b'{\n  "code": "a"\n  "titel": "b"\n}', "Het bestand is geen geldige JSON: regel 3, teken 3 past niet."),
        (b"\xff\xfe\x00", "Het bestand is geen tekst in UTF-8."),
        (b"%PDF-1.7 \xe2\xe3", "Het bestand is geen tekst in UTF-8."),
        (b'{"code": 1, "code": 2}', "De naam 'code' staat twee keer tussen dezelfde haakjes."),
        (b'{"quorum": NaN}', "NaN is geen getal in JSON."),
        (b"1" * 5000, "In het bestand staat een getal dat niet te lezen is."),
        (b"[" * 50 + b"]" * 50, "Het bestand heeft te veel haakjes in elkaar."),
        (b"[" * 100_000, "Het bestand heeft te veel haakjes in elkaar."),
        (b" " * (1024 * 1024 + 1), "Het bestand is groter dan 1 MB."),
    ],
)
def test_an_unreadable_file_is_refused_in_a_sentence(ruw, begin):
    with pytest.raises(Geweigerd) as weigering:
        pakket_lezen(ruw)
    assert [reden[: len(begin)] for reden in weigering.value.redenen] == [begin]


def test_a_byte_order_mark_does_no_harm():
    assert pakket_lezen(b'\xef\xbb\xbf{"code": "a"}') == {"code": "a"}


def als_van_eerder(pakket):
    """The same package as a file made before the names changed."""
    tekst = json.dumps(pakket)
    for toen, nu in NAMEN_VAN_EERDER.items():
        tekst = tekst.replace(f'"{nu}":', f'"{toen}":')
    eerder = json.loads(tekst)
    for optie in eerder["besluitopties"]:
        optie["eistMotivering"] = True
    eerder["inzage"] |= {"beraadslaging": ["commissie"], "register": ["organisatie", "openbaar"]}
    return eerder


def test_a_file_of_before_is_read_as_one_of_now(pakket):
    eerder = als_van_eerder(pakket)
    assert fouten_in(eerder) != []
    assert pakket_lezen(json.dumps(eerder).encode()) == pakket


def test_a_file_of_now_is_left_as_it_is(pakket):
    mengsel = pakket | {"geldigVanaf": "2026-01-01"}
    assert pakket_lezen(json.dumps(mengsel).encode()) == mengsel


def test_every_rule_of_the_schema_has_a_sentence():
    gekend = {"required", "additionalProperties", "type", "enum", "pattern", "format", "maxLength", "minItems"}
    gekend |= {"maxItems", "uniqueItems", "minimum", "exclusiveMinimum", "maximum", "multipleOf"}
    zonder_zin = {"$schema", "$id", "$defs", "$ref", "title", "description", "properties", "items", "if", "then"}
    # Whose term it is; the life cycle says so too.
    zonder_zin.add("partij")

    def regels(deel):
        for naam, waarde in deel.items():
            yield naam
            if naam in ("properties", "$defs"):
                for onderdeel in waarde.values():
                    yield from regels(onderdeel)
            elif naam in ("items", "then"):
                yield from regels(waarde)

    assert set(regels(schema())) - zonder_zin == gekend


def test_a_norm_of_the_example_goes_by_one_name(pakket):
    anders = [
        (norm["kort"], norm["titel"]) for norm in pakket["normen"] if norm["kort"].lower() not in norm["titel"].lower()
    ]
    assert anders == []


def test_loading_makes_the_rows_and_writes_the_log(wereld, pakket):
    kader = laden(wereld.gijs, pakket)
    assert (kader.naam, kader.versie, kader.is_voorbeeld) == ("Voorbeeldkader 2026 (VOORBEELD)", "2026.1", True)
    assert [(deel.titel, deel.normen.count()) for deel in kader.onderdelen.all()] == [
        ("Vakmanschap", 12),
        ("Dienstverlening", 11),
        ("Organisatie en bestuur", 13),
    ]
    assert Inzage.objects.filter(kaderversie=kader).count() == sum(map(len, pakket["inzage"].values()))
    regel = Gebeurtenis.objects.get()
    assert (regel.handeling, regel.onderwerp, regel.naam) == (
        "kader_laden",
        "normenkader voorbeeldkader 2026.1",
        "Gijs Veenbes",
    )


def test_the_checksum_follows_the_stored_content(wereld, pakket):
    kader = Kaderversie.objects.get(pk=laden(wereld.gijs, pakket).pk)
    assert kader.inhoud == pakket
    assert controlegetal(kader.inhoud) == kader.sha256 == controlegetal(json.loads(json.dumps(pakket, indent=4)))


def test_a_version_is_loaded_once(wereld, pakket):
    laden(wereld.gijs, pakket)
    pakket["titel"] = "Voorbeeldkader, verbeterd"
    with pytest.raises(Geweigerd) as weigering:
        laden(wereld.gijs, pakket)
    assert weigering.value.redenen == [
        "Versie 2026.1 van Voorbeeldkader, verbeterd is al geladen, en wat is geladen verandert niet meer. "
        "Geef het bestand bij 'versie' een nieuw nummer."
    ]
    pakket["versie"] = "2026.2"
    laden(wereld.gijs, pakket)
    assert Norm.objects.filter(sleutel="luisteren").count() == 2


def test_only_the_bureau_loads(wereld, pakket):
    with pytest.raises(Geweigerd) as weigering:
        laden(wereld.femke, pakket)
    assert weigering.value.redenen[0].startswith("Alleen een labelbeheerder kan een normenkader laden.")
    assert Kaderversie.objects.count() == 0


def test_a_faulty_package_leaves_nothing_behind(wereld, pakket):
    del pakket["normen"][15]["tekst"]
    with pytest.raises(Geweigerd):
        laden(wereld.gijs, pakket)
    assert (Kaderversie.objects.count(), Gebeurtenis.objects.count()) == (0, 0)


def test_the_command_loads_and_may_be_repeated(db, tmp_path, pakket, capsys):
    bestand = tmp_path / "kader.json"
    bestand.write_text(json.dumps(pakket))
    call_command("kader_laden", bestand)
    call_command("kader_laden", bestand)
    assert capsys.readouterr().out.splitlines() == [
        "Voorbeeldkader 2026 (VOORBEELD), versie 2026.1, is geladen: 36 normen.",
        "Voorbeeldkader 2026 (VOORBEELD), versie 2026.1, was al geladen.",
    ]


def test_the_command_says_what_is_wrong(db, tmp_path, pakket):
    bestand = tmp_path / "kader.json"
    with pytest.raises(CommandError, match="is niet te lezen: No such file"):
        call_command("kader_laden", bestand)
    pakket["normen"][15].pop("tekst")
    bestand.write_text(json.dumps(pakket))
    with pytest.raises(CommandError) as fout:
        call_command("kader_laden", bestand)
    assert str(fout.value) == f"{bestand} is niet geladen.\nnormen, 16e norm (D4), 'tekst' ontbreekt."


def test_a_megabyte_of_names_of_which_one_stands_twice_is_refused_in_a_moment():
    namen = ",".join(f'"{nummer}":0' for nummer in [*range(80_000), 79_999])

    def lezen():
        with pytest.raises(Geweigerd, match="'79999' staat twee keer"):
            pakket_lezen(f"{{{namen}}}".encode())

    assert not te_traag(lezen, seconden=0.5)


def test_a_long_list_of_values_of_two_kinds_is_looked_at_in_a_moment(pakket):
    zetten(pakket, ["normen", 0, "groepen"], [0, *map(str, range(80_000))])
    assert not te_traag(lambda: fouten_in(pakket), seconden=2)
