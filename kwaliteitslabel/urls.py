"""The table of contents of the site."""

from django.urls import include, path

from kwaliteitslabel import beheer, te_laat, views

handler500 = "kwaliteitslabel.views.mislukt"
urlpatterns = [
    path("", views.voorpagina, name="voorpagina"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("werk/", views.mijn_werk, name="mijn_werk"),
    path("label/", views.het_label, name="het_label"),
    path("hulp/", views.hulp, name="hulp"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("profiel/gegevens/", views.eigen_gegevens, name="eigen_gegevens"),
    path("beheer/", beheer.beheer, name="beheer"),
    path("beheer/rechten/", views.wie_mag_wat, name="wie_mag_wat"),
    path("", include("leden.urls")),
    path("", include("inloggen.urls")),
    path("", include("berichten.urls")),
    path("", include("ledenbestand.urls")),
    path("", include("quickscan.urls")),
    path("", include("kwaliteitslabel.belangen.urls")),
    path("", include("kwaliteitslabel.inzien.urls")),
    path("", include("kwaliteitslabel.label.urls")),
    path("normenkader/", include("normenkader.urls")),
    path("trajecten/te-laat/", te_laat.te_laat_lijst, name="te_laat"),
    path("trajecten/te-laat/lijst.<vorm:vorm>", te_laat.te_laat_export, name="te_laat_export"),
    path("", include("trajecten.urls")),
    path("", include("toetsing.urls")),
    path("", include("certificaten.urls")),
    path("", include("beheercommissie.urls")),
    path("", include("geschillen.urls")),
    path("trajecten/<str:nummer>/", views.traject, name="traject"),
    path("organisaties/<int:pk>/", views.organisatie, name="organisatie"),
    path("organisatie/", views.eigen_organisatie, name="eigen_organisatie"),
]
