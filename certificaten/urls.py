from django.urls import path, register_converter

from certificaten import views


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
    path("register/<certificaatnummer:nummer>/nieuwe-uitgave/", views.nieuwe_uitgave, name="nieuwe_uitgave"),
    path("verifieer/", views.verifieer, name="verifieer"),
    path("verifieer/<str:nummer>/", views.verifieer_nummer, name="verifieer_nummer"),
    path("label/<int:pk>/hernieuwen/", views.hernieuwen, name="hernieuwen"),
    path("trajecten/<str:nummer>/uitgeven/", views.uitgeven, name="uitgeven"),
    path("trajecten/<str:nummer>/afsluiten/", views.afsluiten, name="afsluiten"),
]
