"""What differs per installation: read from the environment, and judged before anything starts.

One row per setting in INSTELLINGEN; `settings.py` takes its values from here, and docs/instellingen.md is made from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from cryptography import x509
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parent.parent
MODI = ("productie", "demo", "ontwikkeling", "test")
# In the repository, so known to everybody.
BEKENDE_SLEUTEL = "alleen-voor-demo-ontwikkeling-en-test"
PROBEREN = "Alleen proberen? Zet KWALITEITSLABEL_MODUS=demo of start bin/demo."


def _modus(tekst):
    if tekst not in MODI:
        raise ValueError
    return tekst


def _lijst(tekst):
    return [deel.strip() for deel in tekst.split(",") if deel.strip()]


def _poort(tekst):
    poort = int(tekst)
    if not 1 <= poort <= 65535:
        raise ValueError
    return poort


def _seconden(tekst):
    aantal = int(tekst)
    if not 1 <= aantal <= 120:
        raise ValueError
    return aantal


def _scanner(tekst):
    """The path of a socket, or host and port."""
    if not tekst or tekst.startswith("/"):
        return tekst
    host, _, poort = tekst.rpartition(":")
    if not host:
        raise ValueError
    return host.strip("[]"), _poort(poort)


def _aantal(tekst):
    aantal = int(tekst)
    if not 1 <= aantal <= 9:
        raise ValueError
    return aantal


def _ja_of_niet(tekst):
    if tekst not in ("", "ja"):
        raise ValueError
    return tekst == "ja"


def _database(tekst):
    """The parts of the address as libpq reads it, so with everything behind the `?`, and decoded."""
    try:
        return conninfo_to_dict(tekst)
    except psycopg.Error:
        raise ValueError from None  # what psycopg says may quote the password


def _is_sterk(sleutel):
    return len(sleutel) >= 50 and len(set(sleutel)) >= 10


def _is_https(adres):
    delen = urlsplit(adres)
    return delen.scheme == "https" and bool(delen.hostname)


def einde_van_zegel(pad: str) -> datetime:
    """The last moment at which the first certificate of a PEM file may seal. Raises OSError or ValueError."""
    return x509.load_pem_x509_certificates(Path(pad).read_bytes())[0].not_valid_after_utc


def _zegel_geldt(pad):
    try:
        return datetime.now(UTC) <= einde_van_zegel(pad)
    except (OSError, ValueError):
        return False


@dataclass(frozen=True)
class Soort:
    """A kind of value. `nodig` completes the sentence "Nodig is: …"."""

    nodig: str
    lezen: Callable[[str], Any] = str  # raises ValueError, in every mode
    is_veilig: Callable[[Any], bool] = lambda waarde: True  # asked in production only


MODUS = Soort(", ".join(MODI[:-1]) + f" of {MODI[-1]}", _modus)
TEKST = Soort("tekst")
LIJST = Soort("een lijst met komma's ertussen", _lijst)
SLEUTEL = Soort("een geheime tekst van minstens 50 tekens, waarvan 10 verschillende", is_veilig=_is_sterk)
SLEUTELS = Soort(
    "een lijst van zulke geheime teksten met komma's ertussen", _lijst, lambda sleutels: all(map(_is_sterk, sleutels))
)
HOSTS = Soort(
    "een lijst van hostnamen met komma's ertussen, zonder *", _lijst, lambda namen: not any("*" in een for een in namen)
)
OPENBAAR = Soort("een adres dat begint met https://", lambda tekst: tekst.rstrip("/"), _is_https)
DATABASE = Soort("een adres als postgresql://naam:wachtwoord@host/database", _database)
MAP = Soort("een map", lambda tekst: BASE_DIR / tekst)
BESTAND = Soort("een bestand dat er is", is_veilig=lambda pad: Path(pad).is_file())
ZEGEL = Soort("een PEM-bestand met bovenaan een certificaat dat nog geldt", is_veilig=_zegel_geldt)
POORT = Soort("een getal van 1 tot en met 65535", _poort)
SECONDEN = Soort("een aantal seconden van 1 tot en met 120", _seconden)
AANTAL = Soort("een getal van 1 tot en met 9", _aantal)
SCANNER = Soort("een socket als /run/clamav/clamd.ctl, of host:poort", _scanner)
JA = Soort("ja, of niets", _ja_of_niet)


@dataclass(frozen=True)
class Instelling:
    """One variable of the environment. `standaard` holds where it is not set; what is `verplicht` has none in production."""

    naam: str
    uitleg: str
    soort: Soort = TEKST
    standaard: str = ""
    verplicht: bool = False
    geheim: bool = False  # may also stand in a file, which <naam>_FILE names


INSTELLINGEN = (
    Instelling("KWALITEITSLABEL_MODUS", "Waar het programma draait.", MODUS, "productie"),
    Instelling(
        "SECRET_KEY",
        "Zet er een lange willekeurige tekst in, en deel die met niemand.",
        SLEUTEL,
        BEKENDE_SLEUTEL,
        verplicht=True,
        geheim=True,
    ),
    Instelling(
        "SECRET_KEY_FALLBACKS",
        "De vorige waarden van SECRET_KEY, zodat sessies en koppelingen in mails blijven werken. Haal ze na een maand weg.",
        SLEUTELS,
        geheim=True,
    ),
    Instelling(
        "GEHEIM_SLEUTEL",
        "Versleutelt de geheimen van anderen in de database. Zonder deze doet SECRET_KEY dat.",
        SLEUTEL,
        geheim=True,
    ),
    Instelling(
        "GEHEIM_SLEUTELS_VAN_EERDER",
        "De vorige waarden van GEHEIM_SLEUTEL, zodat leesbaar blijft wat daarmee is versleuteld.",
        LIJST,
        geheim=True,
    ),
    Instelling(
        "AANTAL_PROXIES",
        "Hoeveel proxies er voor het programma staan; elk zet een adres bij in X-Forwarded-For. Een te laag getal telt alle "
        "bezoekers als één, met een te hoog getal kan een bezoeker een adres verzinnen.",
        AANTAL,
        "1",
    ),
    Instelling("ALLOWED_HOSTS", "Noem de hostnamen, gescheiden door komma's.", HOSTS, verplicht=True),
    Instelling(
        "ADRES",
        "Zet hier het openbare adres, bijvoorbeeld https://label.example. Het staat in mails en op certificaten.",
        OPENBAAR,
        "http://localhost:8000",
        verplicht=True,
    ),
    Instelling(
        "CSRF_TRUSTED_ORIGINS", "Andere adressen (met https://) waarvan formulieren mogen worden verstuurd.", LIJST
    ),
    Instelling(
        "DATABASE_URL",
        "Zet hier het adres van PostgreSQL 15 of nieuwer: postgresql://naam:wachtwoord@host/database. Schrijf een vreemd "
        "teken met een procentteken, zoals %21 voor een uitroepteken.",
        DATABASE,
        verplicht=True,
        geheim=True,
    ),
    Instelling(
        "KWALITEITSLABEL_BESTANDEN",
        "Noem de map waar de bestanden komen, buiten de webmap.",
        MAP,
        ".bestanden",
        verplicht=True,
    ),
    Instelling(
        "CLAMD",
        "Noem de virusscanner (clamd van ClamAV) die documenten nakijkt. Zonder deze worden ze niet nagekeken.",
        SCANNER,
    ),
    Instelling(
        "KWALITEITSLABEL_STATIC", "De map waar `manage.py collectstatic` stijlen en scripts verzamelt.", MAP, ".static"
    ),
    Instelling("ZEGEL_SLEUTEL", "Noem het PEM-bestand met de sleutel van het zegel.", BESTAND, verplicht=True),
    Instelling("ZEGEL_CERTIFICAAT", "Noem het PEM-bestand met het certificaat van het zegel.", ZEGEL, verplicht=True),
    Instelling("ZEGEL_WACHTWOORD", "Het wachtwoord van de sleutel van het zegel, als die er een heeft.", geheim=True),
    Instelling(
        "LOGBOEK_IJKPUNTEN",
        "De map waar elke nacht een verzegeld ijkpunt van het logboek bij komt. Zonder deze komt het bij de bestanden.",
    ),
    Instelling("EMAIL_HOST", "Noem de mailserver.", standaard="localhost", verplicht=True),
    Instelling("EMAIL_PORT", "De poort van de mailserver.", POORT, "25"),
    Instelling(
        "EMAIL_TIMEOUT",
        "Hoeveel seconden op elk woord van de mailserver wordt gewacht. Daarna wordt het later opnieuw geprobeerd.",
        SECONDEN,
        "10",
    ),
    Instelling("EMAIL_HOST_USER", "De naam waarmee het programma bij de mailserver inlogt."),
    Instelling("EMAIL_HOST_PASSWORD", "Het wachtwoord dat bij die naam hoort.", geheim=True),
    Instelling("EMAIL_USE_TLS", "Zet hier ja als de mailserver STARTTLS vraagt, vaak op poort 587.", JA),
    Instelling(
        "EMAIL_USE_SSL", "Zet hier ja als de mailserver vanaf het eerste woord TLS spreekt, vaak op poort 465.", JA
    ),
    Instelling(
        "DEFAULT_FROM_EMAIL",
        "Noem het e-mailadres van de afzender.",
        standaard="kwaliteitslabel@kwaliteitslabel.example",
        verplicht=True,
    ),
    Instelling(
        "RETOUR_IMAP_HOST",
        "De IMAP-server van het postvak waar post terugkomt die niet is aangekomen: dat van DEFAULT_FROM_EMAIL. Zonder deze "
        "leest het programma geen postvak.",
    ),
    Instelling("RETOUR_IMAP_PORT", "De poort van die server.", POORT, "993"),
    Instelling("RETOUR_IMAP_USER", "De naam waarmee het programma dat postvak opent."),
    Instelling("RETOUR_IMAP_PASSWORD", "Het wachtwoord dat bij die naam hoort.", geheim=True),
    Instelling(
        "RETOUR_IMAP_ZONDER_TLS", "Zet hier ja als die server geen TLS spreekt. Het wachtwoord is dan te lezen.", JA
    ),
    Instelling(
        "RETOUR_WEBHOOK_SLEUTEL",
        "Het geheim waarmee een maildienst meldt dat post terugkwam. Zonder deze neemt het programma geen meldingen aan.",
        SLEUTEL,
        geheim=True,
    ),
    Instelling(
        "CONTACT_EMAIL",
        "Noem het e-mailadres waar mensen hulp vragen, klachten sturen en een lek melden.",
        standaard="hulp@kwaliteitslabel.example",
        verplicht=True,
    ),
)


def lezen(omgeving: Mapping[str, str]) -> dict[str, Any]:
    """The value of every setting. Raises ImproperlyConfigured with a sentence for each that is missing, wrong or unsafe."""
    waarden: dict[str, Any] = {}
    zinnen = []
    for een in INSTELLINGEN:
        # The mode is the first row.
        productie = waarden.get("KWALITEITSLABEL_MODUS") == "productie"
        try:
            tekst = _tekst(een, omgeving)
            if not tekst and een.verplicht and productie:
                raise ImproperlyConfigured(f"{een.naam} ontbreekt. {een.uitleg}")
            waarden[een.naam] = _waarde(een, tekst or een.standaard)
            if productie and tekst and not een.soort.is_veilig(waarden[een.naam]):
                raise _fout(een)
        except ImproperlyConfigured as fout:
            if een.soort is MODUS:
                raise
            zinnen.append(str(fout))
    if waarden.get("EMAIL_USE_TLS") and waarden.get("EMAIL_USE_SSL"):
        zinnen.append("EMAIL_USE_TLS en EMAIL_USE_SSL staan er allebei. Kies een van de twee.")
    if zinnen:
        raise ImproperlyConfigured("\n".join([*zinnen[:-1], f"{zinnen[-1]} {PROBEREN}"]))
    return waarden


def _tekst(een, omgeving):
    """What was set, in the environment itself or in the file that it names."""
    tekst = omgeving.get(een.naam, "").strip()
    bestand = omgeving.get(f"{een.naam}_FILE", "").strip() if een.geheim else ""
    if tekst and bestand:
        raise ImproperlyConfigured(f"{een.naam} en {een.naam}_FILE staan er allebei. Kies een van de twee.")
    try:
        return Path(bestand).read_text().strip() if bestand else tekst
    except (OSError, ValueError):
        raise ImproperlyConfigured(f"{een.naam}_FILE noemt {bestand}, en dat bestand is niet te lezen.") from None


def _waarde(een, tekst):
    try:
        return een.soort.lezen(tekst)
    except ValueError:
        raise _fout(een) from None


def _fout(een):
    return ImproperlyConfigured(f"{een.naam} is niet goed. Nodig is: {een.soort.nodig}.")
