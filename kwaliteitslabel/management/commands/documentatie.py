"""Write documents from the tables in the code, so that the two cannot drift apart."""

from collections import defaultdict
from datetime import date, timedelta
from types import SimpleNamespace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from berichten.regels import ONVERTELD, ONVERTELD_AAN, REGELS
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Geldend, Wijziging
from kwaliteitslabel import rechten
from kwaliteitslabel.instellingen import INSTELLINGEN
from leden.bevoegdheden import ROLLEN, Handeling
from leden.models import Organisatie, Rol
from normenkader import inhoud
from normenkader.laden import voorbeeldpakket
from normenkader.models import Partij
from trajecten.levensloop import BEGIN, BEURTEN, FASEN, STAPPEN, AanZet, Status
from trajecten.models import Vraagpartij, Weger

GEMAAKT = "*Dit bestand is gemaakt uit de code met `manage.py documentatie`. Verander de code, niet dit bestand.*"
# Acts that lead off the road from many statuses; as arrows they would hide it, so they have a table.
ZIJDEUREN = (Handeling.INTREKKEN, Handeling.STAKEN, Handeling.AANHOUDEN, Handeling.HERVATTEN)


class Command(BaseCommand):
    help = "Schrijft docs/levensloop.md, docs/bevoegdheden.md, docs/instellingen.md en docs/berichten.md uit de tabellen in de code."

    def add_arguments(self, parser):
        parser.add_argument("--controleer", action="store_true", help="Schrijf niets, maar zeg of ze nog kloppen.")

    def handle(self, *, controleer, **options):
        gemaakt = {
            "levensloop.md": levensloop,
            "bevoegdheden.md": bevoegdheden,
            "instellingen.md": instellingen,
            "berichten.md": berichten,
        }
        for naam, maken in gemaakt.items():
            bestand, tekst = settings.BASE_DIR / "docs" / naam, maken()
            if not controleer:
                bestand.write_text(tekst)
            elif not bestand.exists() or bestand.read_text() != tekst:
                raise CommandError(f"docs/{naam} is anders dan de code. Draai 'manage.py documentatie' en lees het na.")


def levensloop():
    """The text of docs/levensloop.md."""
    pakket = voorbeeldpakket()
    return _bladzijde(
        "# De levensloop van een traject",
        GEMAAKT,
        "Een traject heeft altijd één status. Bij elke status hoort wie aan zet is, wat die partij doet en, als die er "
        f"is, een termijn. De termijnen zijn die van {pakket['titel']} (een voorbeeld); elke versie van het "
        "normenkader heeft haar eigen termijnen. Werkdagen zijn maandag tot en met vrijdag, zonder de feestdagen.",
        *(deel for soort in BEGIN for deel in _weg(soort)),
        "## De statussen",
        _statussen(inhoud.termijnen(pakket)),
        "## De zijdeuren",
        "Hervatten gaat terug naar de status waarin het traject werd aangehouden, met wat er van de termijn over was. De "
        "termijn van het conceptrapport loopt vanaf het laatste geplande gesprek.",
        _zijdeuren(),
        "# De levensloop van een certificaat",
        "De stand van een certificaat staat nergens opgeslagen. Zij wordt berekend op het moment dat iemand kijkt, uit de "
        "data op het certificaat, de laatste wijziging en een nieuwer certificaat. Een schorsing heeft een laatste dag; daarna "
        "geldt wat het besluit erover zei, ook als niemand keek. Wat is ingetrokken of beëindigd, blijft dat.",
        _certificaat(),
    )


def _weg(soort):
    fasen = ", ".join(fase.titel.lower() for fase in FASEN[soort])
    return f"## De weg van een {soort.label.lower()}", _diagram(soort), f"Op het scherm heet de weg: {fasen}."


def _diagram(soort):
    regels = ["```mermaid", "stateDiagram-v2"]
    regels += [f"    [*] --> {status}: {handeling.label}" for handeling, status in BEGIN[soort]]
    stappen = [stap for stap in STAPPEN if soort in stap.soorten and stap.handeling not in ZIJDEUREN]
    for status in dict.fromkeys(status for stap in stappen for status in (stap.van, stap.naar)):
        regels.append(f"    {status}: {status.label}")
        if BEURTEN[status].wie != AanZet.NIEMAND:
            regels.append(f"    {status}: de beurt is aan {BEURTEN[status].wie.label}")
    regels += [f"    {stap.van} --> {stap.naar}: {stap.handeling.label}{_met_reden(stap)}" for stap in stappen]
    begin = {stap.van for stap in stappen}
    einde = dict.fromkeys(stap.naar for stap in stappen if stap.naar not in begin)
    regels += [f"    {status} --> [*]" for status in einde]
    return "\n".join([*regels, "```"])


def _statussen(termijnen):
    rijen = []
    for status in Status:
        beurt = BEURTEN[status]
        termijn, stilte = "–", "–"
        if beurt.termijn:
            termijn, stilte = str(termijnen[beurt.termijn]), termijnen[beurt.termijn].bij_stilte
        verder = dict.fromkeys(stap.handeling.label for stap in STAPPEN if stap.van == status)
        rijen.append(
            [
                f"**{status.label}** (`{status}`)",
                beurt.wie.label,
                beurt.opdracht,
                termijn,
                stilte,
                "; ".join(verder) or "–",
            ]
        )
    return _tabel(["status", "aan zet", "opdracht", "termijn", "als de termijn voorbij is", "wat kan er"], rijen)


def _zijdeuren():
    rijen = []
    for handeling in ZIJDEUREN:
        stappen = [stap for stap in STAPPEN if stap.handeling == handeling]
        rijen.append(
            [
                f"**{handeling.label}**{_met_reden(stappen[0])}",
                " of ".join(rol.label for rol in Rol if rol in ROLLEN[handeling]),
                _kleine_letters(stap.van for stap in stappen),
                _kleine_letters(stap.naar for stap in stappen),
            ]
        )
    return _tabel(["handeling", "door een", "van", "naar"], rijen)


def _met_reden(stap):
    return " (met een reden)" if stap.eist_reden else ""


def _kleine_letters(statussen):
    return ", ".join(status.label.lower() for status in dict.fromkeys(statussen))


def _certificaat():
    """The state per last change and moment, asked of the function that the register asks."""
    van, tot = date(2027, 1, 21), date(2029, 1, 20)
    momenten = {
        "voor de begindatum": (van - timedelta(days=1), {}),
        "binnen de looptijd": (van, {}),
        "binnen de looptijd, voorwaarden nog niet vervuld": (van, {"onderzoek_op": tot}),
        "na de einddatum": (tot + timedelta(days=1), {}),
        "er is een nieuwer certificaat": (tot, {"opvolger": "KSW-2029-0001"}),
    }
    gewoon = {
        "geldig_van": van,
        "geldig_tot_en_met": tot,
        "opvolger": None,
        "opvolger_per": tot,
        "onderzoek_op": None,
    }
    rijen = []
    # That conditions were met takes them away; it is no last change that anything else follows from.
    for soort in ("", *(een for een in Wijziging.Soort if een != Wijziging.Soort.VOORWAARDEN_VERVULD)):
        wijziging = Geldend(soort, van, None, "") if soort else None
        standen = (
            stand_op(SimpleNamespace(**gewoon | anders, wijziging=wijziging), dag) for dag, anders in momenten.values()
        )
        rijen.append([soort.label.lower() if soort else "geen", *(Stand(stand).label.lower() for stand in standen)])
    return _tabel(["laatste wijziging", *momenten], rijen)


def bevoegdheden():
    """The text of docs/bevoegdheden.md."""
    pakket = voorbeeldpakket()
    return _bladzijde(
        "# Wie mag wat",
        GEMAAKT,
        rechten.UITLEG,
        ";\n".join(f"- {zin}" for zin in rechten.ZICHT) + ".",
        f"Iedereen die is ingelogd kan: {', '.join(rechten.voor_iedereen())}.",
        *(deel for soort in Organisatie.Soort for deel in (f"## {soort.label.capitalize()}", *_rollen_van(soort))),
        "## De tabel",
        _ja_nee("handeling", [rol.label for rol in Rol], rechten.handelingen()),
        "## Wie leest wat",
        f"Dit is de inzage van {pakket['titel']} (een voorbeeld); elke versie van het normenkader heeft haar eigen inzage. "
        f"{rechten.INZAGE_UITLEG}",
        _ja_nee("stuk", [partij.label for partij in Partij], rechten.inzage(pakket)),
        "## Wie leest welke regels van het logboek",
        rechten.LOGBOEK_UITLEG,
        _ja_nee("regel over", [partij.label for partij in rechten.LOGBOEKLEZERS], rechten.logboek()),
    )


def instellingen():
    """The text of docs/instellingen.md."""
    rijen = [
        [
            f"`{een.naam}`",
            een.uitleg,
            een.soort.nodig,
            "–" if een.geheim or not een.standaard else f"`{een.standaard}`",
            "verplicht" if een.verplicht else "mag",
            f"`{een.naam}_FILE`" if een.geheim else "–",
        ]
        for een in INSTELLINGEN
    ]
    return _bladzijde(
        "# Instellingen",
        GEMAAKT,
        "Alles wat per installatie anders is, staat in de omgeving van het proces. Wat ontbreekt, niet klopt of in productie "
        "niet veilig is, houdt de start tegen met een zin per instelling. Een geheim mag ook in een bestand staan; de "
        "variabele in de laatste kolom noemt dan dat bestand. De standaard van wat verplicht is, geldt alleen buiten productie.",
        _tabel(["naam", "wat", "nodig", "standaard", "in productie", "geheim, ook als"], rijen),
        "Buiten productie gelden `localhost`, `127.0.0.1` en `[::1]` als hostnamen. Zonder `DATABASE_URL` start daar een "
        "PostgreSQL die meekomt, met haar gegevens in de map die `KWALITEITSLABEL_DATA` noemt. Zonder zegel maken zij er zelf een.",
    )


def berichten():
    """The text of docs/berichten.md."""
    per_brief = defaultdict(list)
    for regel in REGELS:
        na = regel.handeling.label if regel.handeling else regel.moment
        per_brief[na, regel.brief].append(regel)
    rijen = [
        [
            na,
            _waarheen(regel.naar for regel in regels),
            regels[0].aan.naam,
            f"`{brief}`",
            "is aan zet: meteen" if regels[0].is_beurt else "dagbericht" if regels[0].is_bundel else "meteen",
            regels[0].nalezer.rol.label if regels[0].nalezer else "–",
        ]
        for (na, brief), regels in per_brief.items()
    ]
    onverteld = [
        [
            "; ".join(handeling.label for handeling in een.handelingen),
            _waarheen([een.naar]),
            een.aan.naam,
            een.waarom,
        ]
        for een in ONVERTELD_AAN
    ]
    return _bladzijde(
        "# Wie hoort wat",
        GEMAAKT,
        "Wie een rol heeft en het traject mag zien, krijgt deze brieven. Gaat iets niet meer over iemand op het moment dat de "
        "brief zou gaan, dan gaat hij niet. Wie iets zelf deed, krijgt er alleen bericht over als er daarna weer iets te doen is.",
        _tabel(["na", "waarheen", "aan", "brief", "wanneer", "eerst nagelezen door"], rijen),
        "## Wie van deze handelingen niets hoort",
        _tabel(["handeling", "waarheen", "wie", "waarom niet"], onverteld),
        "## Waar niemand een brief over krijgt",
        _tabel(["handeling", "waarom niet"], [[handeling.label, waarom] for handeling, waarom in ONVERTELD.items()]),
    )


# Where an act leads: a status, or the party that it is for.
LABELS = {str(een): een.label for een in (*Status, *Vraagpartij, *Weger)}


def _waarheen(statussen):
    namen = [LABELS[waarheen].lower() for waarheen in statussen if waarheen]
    return f"naar {', '.join(namen)}" if namen else "–"


def _rollen_van(soort):
    """The roles of one kind of organisation, each with a list that can be read aloud."""
    return [
        "\n".join([f"Een **{rol}** kan:", "", *(f"- {label}" for label in labels)])
        for rol, labels in rechten.rollen_van(soort)
    ]


def _ja_nee(eerste, koppen, rijen):
    return _tabel([eerste, *koppen], [[naam, *("ja" if waar else "–" for waar in cellen)] for naam, cellen in rijen])


def _tabel(koppen, rijen):
    regels = [koppen, ["---"] * len(koppen), *rijen]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels)


def _bladzijde(*delen):
    return "\n\n".join(delen) + "\n"
