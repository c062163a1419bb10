from django.urls import path

from toetsing.views import controle, rapport, versies

urlpatterns = [
    path("trajecten/<str:nummer>/rapport/", rapport.rapport, name="rapport"),
    path("trajecten/<str:nummer>/rapport/voorbeeld/", rapport.rapport_voorbeeld, name="rapport_voorbeeld"),
    path("trajecten/<str:nummer>/rapport/opleveren/", rapport.rapport_opleveren, name="rapport_opleveren"),
    path(
        "trajecten/<str:traject__nummer>/rapport/delen/<str:sleutel>/",
        rapport.rapportdeel_bewaren,
        name="rapportdeel_bewaren",
    ),
    path(
        "trajecten/<str:traject__nummer>/rapport/delen/<str:sleutel>/versies/",
        rapport.rapportdeel_versies,
        name="rapportdeel_versies",
    ),
    path("trajecten/<str:nummer>/interne-controle/", controle.interne_controle, name="interne_controle"),
    path("trajecten/<str:nummer>/interne-controle/vrijgeven/", controle.vrijgeven, name="vrijgeven"),
    path("trajecten/<str:nummer>/interne-controle/terugsturen/", controle.terugsturen, name="terugsturen"),
    path("trajecten/<str:nummer>/rapport/versies/", versies.rapportversies, name="rapportversies"),
    path("trajecten/<str:traject__nummer>/rapport/versies/<int:nummer>/", versies.rapportversie, name="rapportversie"),
    path(
        "trajecten/<str:traject__nummer>/rapport/versies/<int:nummer>/verschil/",
        versies.rapportversie_verschil,
        name="rapportversie_verschil",
    ),
    path(
        "trajecten/<str:traject__nummer>/rapport/versies/<int:nummer>/<str:deel>.pdf",
        versies.rapportversie_pdf,
        name="rapportversie_pdf",
    ),
]
