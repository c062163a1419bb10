from django.urls import path, register_converter

from certificaten.views import maatregelen, meldingen
from certificaten.views import register as views


class Nummerconverter:
    """The number of a certificate in an address."""

    regex = "[A-Za-z0-9-]{1,40}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Nummerconverter, "certificaatnummer")

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/lijst.<vorm:vorm>", views.register_export, name="register_export"),
    path("register/<certificaatnummer:nummer>/", views.vermelding, name="vermelding"),
    path("register/<certificaatnummer:nummer>/certificaat.pdf", views.certificaat_pdf, name="certificaat_pdf"),
    path(
        "register/<certificaatnummer:nummer>/uitgave/<int:uitgave>/certificaat.pdf",
        views.uitgave_pdf,
        name="uitgave_pdf",
    ),
    path("register/<certificaatnummer:nummer>/nieuwe-uitgave/", views.nieuwe_uitgave, name="nieuwe_uitgave"),
    path("verifieer/", views.verifieer, name="verifieer"),
    path("verifieer/<str:nummer>/", views.verifieer_nummer, name="verifieer_nummer"),
    path("label/<int:pk>/hernieuwen/", views.hernieuwen, name="hernieuwen"),
    path("trajecten/<str:nummer>/uitgeven/", views.uitgeven, name="uitgeven"),
    path("trajecten/<str:nummer>/afsluiten/", views.afsluiten, name="afsluiten"),
    # melding
    path("trajecten/<str:traject__nummer>/meldingen/<int:pk>/", meldingen.melding, name="melding"),
    path(
        "trajecten/<str:traject__nummer>/meldingen/<int:pk>/reikwijdte/",
        meldingen.reikwijdte_voorstellen,
        name="reikwijdte_voorstellen",
    ),
    # maatregel
    path(
        "register/<certificaatnummer:nummer>/maatregel/",
        maatregelen.maatregel_voorstellen,
        name="maatregel_voorstellen",
    ),
    path("register/<certificaatnummer:nummer>/beeindigen/", maatregelen.beeindigen, name="beeindigen"),
    path("register/<certificaatnummer:nummer>/gebruik/", maatregelen.merkgebruik, name="merkgebruik"),
    path("trajecten/<str:traject__nummer>/maatregel/", maatregelen.maatregel, name="maatregel"),
    path(
        "trajecten/<str:traject__nummer>/maatregel/schrijven/",
        maatregelen.maatregel_schrijven,
        name="maatregel_schrijven",
    ),
    path(
        "trajecten/<str:traject__nummer>/maatregel/versies/<str:veld>/",
        maatregelen.maatregel_versies,
        name="maatregel_versies",
    ),
    path(
        "trajecten/<str:traject__nummer>/maatregel/zienswijze/", maatregelen.zienswijze_geven, name="zienswijze_geven"
    ),
    path("trajecten/<str:traject__nummer>/maatregel/herstel/", maatregelen.herstel_melden, name="herstel_melden"),
]
