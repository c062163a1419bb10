from django.urls import path

from toetsing.views import programma as views

urlpatterns = [
    path("trajecten/<str:nummer>/programma/", views.programma, name="programma"),
    path("trajecten/<str:nummer>/programma/dag/", views.toetsdag_toevoegen, name="toetsdag_toevoegen"),
    path(
        "trajecten/<str:traject__nummer>/programma/dagen/<int:pk>/verwijderen/",
        views.toetsdag_verwijderen,
        name="toetsdag_verwijderen",
    ),
    path(
        "trajecten/<str:traject__nummer>/programma/dagen/<int:pk>/agenda.ics",
        views.toetsdag_agenda,
        name="toetsdag_agenda",
    ),
    path(
        "trajecten/<str:traject__nummer>/programma/<int:nummer>/agenda.ics",
        views.gesprek_agenda,
        name="gesprek_agenda",
    ),
    path("trajecten/<str:nummer>/programma/locaties/", views.bezoeken_kiezen, name="bezoeken_kiezen"),
    path("trajecten/<str:nummer>/programma/gesprek/", views.gesprek_plannen, name="gesprek_plannen"),
    path(
        "trajecten/<str:traject__nummer>/programma/<int:nummer>/wijzigen/",
        views.gesprek_wijzigen,
        name="gesprek_wijzigen",
    ),
    path(
        "trajecten/<str:traject__nummer>/programma/<int:nummer>/verwijderen/",
        views.gesprek_verwijderen,
        name="gesprek_verwijderen",
    ),
    path("trajecten/<str:nummer>/programma/vaststellen/", views.programma_vaststellen, name="programma_vaststellen"),
    path("trajecten/<str:nummer>/toetsing-starten/", views.toetsing_starten, name="toetsing_starten"),
    path("trajecten/<str:nummer>/hervatten/", views.hervatten, name="hervatten"),
]
