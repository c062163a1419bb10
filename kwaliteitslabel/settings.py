"""All settings in one file; what differs per installation comes from the environment.

KWALITEITSLABEL_MODUS says where we run: `productie` (the default, so that nothing is open by accident), `demo`, `ontwikkeling` or `test`.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(naam, standaard=""):
    return os.environ.get(naam, standaard).strip()


def env_verplicht(naam, uitleg):
    """The value of an environment variable that production cannot do without."""
    waarde = env(naam)
    if not waarde and MODUS == "productie":
        raise ImproperlyConfigured(
            f"{naam} ontbreekt. {uitleg} Alleen proberen? Zet KWALITEITSLABEL_MODUS=demo of start bin/demo."
        )
    return waarde


def env_lijst(naam):
    return [deel.strip() for deel in env(naam).split(",") if deel.strip()]


MODUS = env("KWALITEITSLABEL_MODUS", "productie")
if MODUS not in ("productie", "demo", "ontwikkeling", "test"):
    raise ImproperlyConfigured(f"KWALITEITSLABEL_MODUS is '{MODUS}'. Kies productie, demo, ontwikkeling of test.")
PRODUCTIE = MODUS == "productie"
DEMO = MODUS == "demo"
DEBUG = MODUS == "ontwikkeling"

SECRET_KEY = (
    env_verplicht("SECRET_KEY", "Zet er een lange willekeurige tekst in, en deel die met niemand.")
    or "alleen-voor-demo-ontwikkeling-en-test"
)
# Encrypts the secrets of others in the database. Without the earlier keys a new one means typing those secrets again.
GEHEIM_SLEUTEL = env("GEHEIM_SLEUTEL") or SECRET_KEY
GEHEIM_SLEUTELS_VAN_EERDER = env_lijst("GEHEIM_SLEUTELS_VAN_EERDER")
ALLOWED_HOSTS = (
    [deel.strip() for deel in env_verplicht("ALLOWED_HOSTS", "Noem de hostnamen, gescheiden door komma's.").split(",")]
    if PRODUCTIE
    else ["*"]
)
CSRF_TRUSTED_ORIGINS = env_lijst("CSRF_TRUSTED_ORIGINS")
# The public address, printed in certificates and QR codes.
ADRES = env_verplicht("ADRES", "Zet hier het openbare adres, bijvoorbeeld https://label.example.").rstrip("/") or (
    "http://localhost:8000"
)


def database(adres):
    """Django's DATABASES entry for a postgresql:// address (also with a socket folder in ?host=)."""
    delen = urlparse(adres)
    opties = dict(paar.split("=", 1) for paar in delen.query.split("&") if "=" in paar)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": delen.path.lstrip("/") or "kwaliteitslabel",
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": delen.hostname or unquote(opties.pop("host", "")),
        "PORT": str(delen.port or ""),
        "OPTIONS": {**opties} | ({} if MODUS == "test" else {"pool": {"min_size": 1, "max_size": 8}}),
    }


DATABASE_URL = env_verplicht(
    "DATABASE_URL", "Zet hier het adres van PostgreSQL 15 of nieuwer: postgresql://naam:wachtwoord@host/database."
)
if not DATABASE_URL:
    from kwaliteitslabel.ingebouwd import adres

    DATABASE_URL = adres()
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that all web processes count the same attempts to sign in. A migration of leden makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tijdelijk",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

INSTALLED_APPS = [
    "huisstijl",
    "leden",
    "inloggen",
    "ledenbestand",
    "quickscan",
    "normenkader",
    "trajecten",
    "toetsing",
    "certificaten",
    "beheercommissie",
    "kwaliteitslabel",
    # A branch that looks alive, and how fast it is. Production has neither.
    *([] if PRODUCTIE else ["demo", "meting"]),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Tests serve static files through Django's own test server.
    *([] if MODUS == "test" else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "kwaliteitslabel.middleware.inhoudsbeleid",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "inloggen.poort.sessie_verlengen",
    "inloggen.poort.InloggenVereist",
    "inloggen.pet.actief_lidmaatschap",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "inloggen.pet.PetVanDePagina",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inloggen.poort.BewijsVereist",
    "inloggen.poort.TweedeStapVereist",
    "inloggen.poort.HuisregelsGelezen",
]
ROOT_URLCONF = "kwaliteitslabel.urls"
WSGI_APPLICATION = "kwaliteitslabel.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inloggen.context.rol",
            ],
            "builtins": [
                "huisstijl.templatetags.opmaak",
                "huisstijl.templatetags.onderdelen",
                "inloggen.templatetags.inloggen",
                "kwaliteitslabel.templatetags.menu",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Sign-in: allauth, by e-mail address, on invitation only.
AUTH_USER_MODEL = "leden.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "inloggen.wachtwoorden.LangGenoeg", "OPTIONS": {"min_length": 12}},
    {"NAME": "inloggen.wachtwoorden.NietVoorDeHand"},
    {"NAME": "inloggen.wachtwoorden.NietUzelf"},
]
# The first one is used; a password that was stored with another one is stored anew when its owner signs in.
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODUS == "test"
    else ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.ScryptPasswordHasher"]
)
ACCOUNT_ADAPTER = "inloggen.adapter.OpUitnodiging"
SOCIALACCOUNT_ADAPTER = "inloggen.dienst.heen_en_terug.Diensten"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# How often before someone has to wait: per address (ip), per account (key), per person signed in (user). The figures are
# explained in docs/keuzes/grenzen-aan-proberen.md.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,20/d/key",
    "reset_password": "20/h/ip,3/h/key",
    "reset_password_from_key": "20/h/ip",
    "change_password": "5/m/user",
    # Signing in through an organisation, and trying the settings of its service.
    "inlogdienst": "20/m/ip",
    "inlogdienst_proberen": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
# In production there is one proxy in front, which says for whom it asks; limits on signing in are per visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTIE else 0
# Where sign-in services of organisations may stand: on the internet with https, or while developing also on this machine.
INLOGDIENST_OVERAL = MODUS in ("ontwikkeling", "test")
# The second step: a passkey (which also signs in by itself), an app that gives codes, and recovery codes.
MFA_ADAPTER = "inloggen.tweede_stap.TweedeStap"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kwaliteitslabel Sociaal Werk"
# A code still counts in the half minute before and after its own, since reading and typing it takes time.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "inloggen.forms.tweede_stap.CodeForm",
    "authenticate_webauthn": "inloggen.forms.tweede_stap.PasskeystapForm",
    "login_webauthn": "inloggen.forms.tweede_stap.PasskeyinlogForm",
    "activate_totp": "inloggen.forms.tweede_stap.AppForm",
    "add_webauthn": "inloggen.forms.tweede_stap.PasskeyForm",
    "edit_webauthn": "inloggen.forms.tweede_stap.PasskeynaamForm",
}
# How many seconds a proof of identity counts as recent (inloggen/bevoegdheden/bewijs.py).
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mijn_werk"
LOGOUT_REDIRECT_URL = "voorpagina"

# Twelve hours after the last request; see inloggen/sessies.py.
SESSION_ENGINE = "inloggen.sessies"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Read by schrijven.js, so that a text is still saved after signing in again in another tab.
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "inloggen.poort.csrf_geweigerd"
if PRODUCTIE:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Files: what people upload and the sealed documents. Outside the web root; served by views that check access.
BESTANDEN = Path(
    env_verplicht("KWALITEITSLABEL_BESTANDEN", "Noem de map waar de bestanden komen, buiten de webmap.")
    or BASE_DIR / ".bestanden"
)
MEDIA_ROOT = BESTANDEN
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("KWALITEITSLABEL_STATIC") or BASE_DIR / ".static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODUS in ("ontwikkeling", "test")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODUS in ("ontwikkeling", "test")
# Four of the longest texts in one form, with an accent on every letter (6 bytes each when sent); larger bodies are files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DOCUMENT_MAX_BYTES = 25 * 1024 * 1024

# The seal on certificates: a PEM key and certificate chain. Demo and test make their own.
ZEGEL_SLEUTEL = env_verplicht("ZEGEL_SLEUTEL", "Noem het PEM-bestand met de sleutel van het zegel.")
ZEGEL_CERTIFICAAT = env_verplicht("ZEGEL_CERTIFICAAT", "Noem het PEM-bestand met het certificaat van het zegel.")
ZEGEL_WACHTWOORD = env("ZEGEL_WACHTWOORD")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taken"
# A mail stands in its job, link and all, so the job goes with it; what failed stays 30 days to be looked at.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if PRODUCTIE else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env("EMAIL_USE_TLS") == "ja"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "kwaliteitslabel@kwaliteitslabel.example")
# Where people ask for help, object or complain; stands on the public pages.
CONTACT_EMAIL = (
    env_verplicht("CONTACT_EMAIL", "Noem het e-mailadres waar mensen hulp vragen en klachten sturen.")
    or "hulp@kwaliteitslabel.example"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "procrastinate": {"handlers": ["console"], "level": "INFO" if PRODUCTIE else "WARNING", "propagate": False}
    },
}
