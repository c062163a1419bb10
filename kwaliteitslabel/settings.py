"""All settings in one file; what differs per installation comes from the environment (`instellingen.py`).

KWALITEITSLABEL_MODUS says where we run: `productie` (the default, so that nothing is open by accident), `demo`, `ontwikkeling` or `test`.
"""

import os

from psycopg.conninfo import conninfo_to_dict

from kwaliteitslabel import instellingen

BASE_DIR = instellingen.BASE_DIR
# The variables of the environment, read and judged; docs/instellingen.md lists them.
uit = instellingen.lezen(os.environ)

MODUS = uit["KWALITEITSLABEL_MODUS"]
PRODUCTIE = MODUS == "productie"
DEMO = MODUS == "demo"
DEBUG = MODUS == "ontwikkeling"

SECRET_KEY = uit["SECRET_KEY"]
SECRET_KEY_FALLBACKS = uit["SECRET_KEY_FALLBACKS"]
# Encrypts the secrets of others in the database. Without the earlier keys a new one means typing those secrets again.
GEHEIM_SLEUTEL = uit["GEHEIM_SLEUTEL"] or SECRET_KEY
GEHEIM_SLEUTELS_VAN_EERDER = uit["GEHEIM_SLEUTELS_VAN_EERDER"] + SECRET_KEY_FALLBACKS
# Anybody can sign in to a demo, so it listens to this machine only, whatever name leads there.
ALLOWED_HOSTS = uit["ALLOWED_HOSTS"] if PRODUCTIE else ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = uit["CSRF_TRUSTED_ORIGINS"]
# The public address, printed in certificates and QR codes.
ADRES = uit["ADRES"]

database = uit["DATABASE_URL"]
if not database:
    from kwaliteitslabel.ingebouwd import adres

    database = conninfo_to_dict(adres())
# Seconds to wait for a connection: longer helps nobody, since the answer is then that we are back soon.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5}
# Who falls silent in a transaction, such as a worker that hangs, holds its locks no longer than this. Web processes have stricter
# limits (kwaliteitslabel/start.py); what DATABASE_URL says goes before this.
STILTE = "-c idle_in_transaction_session_timeout=10min"
opties = database.pop("options", "")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.pop("dbname", "kwaliteitslabel"),
        "USER": database.pop("user", ""),
        "PASSWORD": database.pop("password", ""),
        "HOST": database.pop("host", ""),
        "PORT": database.pop("port", ""),
        # A connection that was cut is seen before it is used, and replaced.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": database | {"options": f"{STILTE} {opties}".strip()} | ({} if MODUS == "test" else {"pool": POOL}),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that all web processes count the same attempts to sign in. A migration of leden makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tijdelijk",
        # Who floods it with attempts on made-up accounts does not wipe the counts of real ones: there is room, and a full table loses
        # one entry in a hundred at a time.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000, "CULL_FREQUENCY": 100},
    }
}

INSTALLED_APPS = [
    "huisstijl",
    "leden",
    "inloggen",
    "ledenbestand",
    "quickscan",
    "berichten",
    "normenkader",
    "trajecten",
    "toetsing",
    "certificaten",
    "beheercommissie",
    "geschillen",
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
    "kwaliteitslabel.middleware.koppen",
    "kwaliteitslabel.middleware.alleen_bekende_methoden",
    # Before anything reads the body.
    "kwaliteitslabel.middleware.grootste_verzoek",
    "inloggen.veiligheid.geweigerd",
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
# The demo also shows its mails.
ROOT_URLCONF = "demo.urls" if DEMO else "kwaliteitslabel.urls"
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
ACCOUNT_FORMS = {
    "login": "inloggen.forms.wachtwoord.InlogForm",
    "change_password": "inloggen.forms.wachtwoord.WachtwoordWijzigenForm",
    "set_password": "inloggen.forms.wachtwoord.WachtwoordKiezenForm",
    "reset_password_from_key": "inloggen.forms.wachtwoord.WachtwoordHerstelForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Django's own: that of allauth also writes the address into allauth's table of addresses, as one that nobody verified.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
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
# In production there are proxies in front, which say for whom they ask; limits on signing in are per visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = uit["AANTAL_PROXIES"] if PRODUCTIE else 0
# Where sign-in services of organisations may stand: on the internet with https, or while developing also on this machine.
INLOGDIENST_OVERAL = MODUS in ("ontwikkeling", "test")
# The second step: a passkey (which also signs in by itself), an app that gives codes, and recovery codes.
MFA_ADAPTER = "inloggen.tweede_stap.TweedeStap"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# allauth keeps the second step from who registered with the address of somebody else. Here nobody registers: an address is proven by
# the link of an invitation or of a change, and allauth's table stays empty. Should a row come into it, it closes no door.
MFA_ALLOW_UNVERIFIED_EMAIL = True
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

# Twelve hours after the last request, and a week at most; see inloggen/sessies.py.
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
    # Browsers take these names from this host over https only, so no neighbour under the same domain can plant one.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Files: what people upload and the sealed documents. Outside the web root; served by views that check access.
BESTANDEN = uit["KWALITEITSLABEL_BESTANDEN"]
MEDIA_ROOT = BESTANDEN
STATIC_URL = "/static/"
STATIC_ROOT = uit["KWALITEITSLABEL_STATIC"]
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "huisstijl.opslag.Opslag",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODUS in ("ontwikkeling", "test")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODUS in ("ontwikkeling", "test")
# Four of the longest texts in one form, with an accent on every letter (6 bytes each when sent); larger bodies are files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
# Where a file is taken: the largest document, and the form around it.
VERZOEK_MET_BESTAND_MAX = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DOCUMENT_MAX_BYTES = 25 * 1024 * 1024
# Where the scanner of documents listens: a path, or host and port. Without one nobody looks.
CLAMD = uit["CLAMD"]

# The seal on certificates: a PEM key and certificate chain. Demo and test make their own.
ZEGEL_SLEUTEL = uit["ZEGEL_SLEUTEL"]
ZEGEL_CERTIFICAAT = uit["ZEGEL_CERTIFICAAT"]
ZEGEL_WACHTWOORD = uit["ZEGEL_WACHTWOORD"]
# Where the sealed checkpoints of the log are written every night; best a place that this machine can only add to.
LOGBOEK_IJKPUNTEN = uit["LOGBOEK_IJKPUNTEN"]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taken"
PROCRASTINATE_ON_APP_READY = "huisstijl.wachtrij.inrichten"
# What is done goes; what failed stays 30 days to be looked at. Two at a time, so that a mail server that does not answer keeps nobody
# from a certificate: mail goes last (huisstijl/post.py), and gives up after EMAIL_TIMEOUT.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 2}

EMAIL_BACKEND = {
    "productie": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "demo.brievenbus.Brievenbus",
}.get(MODUS, "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = uit["EMAIL_HOST"]
EMAIL_PORT = uit["EMAIL_PORT"]
EMAIL_TIMEOUT = uit["EMAIL_TIMEOUT"]
EMAIL_HOST_USER = uit["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = uit["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = uit["EMAIL_USE_TLS"]
EMAIL_USE_SSL = uit["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = uit["DEFAULT_FROM_EMAIL"]
# Where post comes back that did not arrive: a mailbox to read, and a mail service that tells.
RETOUR_IMAP_HOST = uit["RETOUR_IMAP_HOST"]
RETOUR_IMAP_PORT = uit["RETOUR_IMAP_PORT"]
RETOUR_IMAP_USER = uit["RETOUR_IMAP_USER"]
RETOUR_IMAP_PASSWORD = uit["RETOUR_IMAP_PASSWORD"]
RETOUR_IMAP_ZONDER_TLS = uit["RETOUR_IMAP_ZONDER_TLS"]
RETOUR_WEBHOOK_SLEUTEL = uit["RETOUR_WEBHOOK_SLEUTEL"]
# Where people ask for help, object or complain; stands on the public pages.
CONTACT_EMAIL = uit["CONTACT_EMAIL"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"zonder_inhoud": {"()": "kwaliteitslabel.logregels.ZonderInhoud"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["zonder_inhoud"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "procrastinate": {"handlers": ["console"], "level": "INFO" if PRODUCTIE else "WARNING", "propagate": False},
        # Who came in, who did not, and what was refused (inloggen/veiligheid.py).
        "veiligheid": {"handlers": ["console"], "level": "INFO" if PRODUCTIE else "WARNING", "propagate": False},
    },
}
