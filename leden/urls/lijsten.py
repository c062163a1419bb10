from django.urls import path

from leden.views import lijsten as views

urlpatterns = [
    path("organisaties/downloaden/", views.organisaties_export, name="organisaties_export"),
    path("organisaties/<int:pk>/mensen/downloaden/", views.mensen_export, name="mensen_export"),
    path(
        "organisaties/<int:pk>/mensen/uitnodigingen/downloaden/",
        views.uitnodigingen_export,
        name="uitnodigingen_export",
    ),
    path("bekwaamheden/downloaden/", views.bekwaamheden_export, name="bekwaamheden_export"),
    path("mensen/lijst.<vorm:vorm>", views.mensen_kiezen_export, name="mensen_kiezen_export"),
    path("inlogdiensten/lijst.<vorm:vorm>", views.inlogdiensten_export, name="inlogdiensten_export"),
    path("beheer/quickscan/lijst.<vorm:vorm>", views.quickscans_export, name="quickscans_export"),
    path("quickscan/uitslagen/lijst.<vorm:vorm>", views.quickscan_uitslagen_export, name="quickscan_uitslagen_export"),
    path("beheer/ledenbestand/lijst.<vorm:vorm>", views.ledenbestand_export, name="ledenbestand_export"),
    path(
        "beheer/ledenbestand/<int:pk>/lijst.<vorm:vorm>",
        views.ledenbestand_nakijken_export,
        name="ledenbestand_nakijken_export",
    ),
]
