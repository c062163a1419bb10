from django.urls import path

from toetsing.views import planoverzicht, voortgang
from toetsing.views import verbeterplannen as views

PLAN = "trajecten/<str:traject__nummer>/verbeterplannen/<int:pk>/"

urlpatterns = [
    path("verbeterplannen/", planoverzicht.planoverzicht, name="planoverzicht"),
    path("verbeterplannen/lijst.<vorm:vorm>", planoverzicht.planoverzicht_export, name="planoverzicht_export"),
    path("trajecten/<str:nummer>/eerdere-plannen/", voortgang.eerdere_plannen, name="eerdere_plannen"),
    path("trajecten/<str:nummer>/verbeterplannen/", views.verbeterplannen, name="verbeterplannen"),
    path(
        "trajecten/<str:nummer>/verbeterplannen/indienen/",
        views.verbeterplannen_indienen,
        name="verbeterplannen_indienen",
    ),
    path(
        "trajecten/<str:nummer>/verbeterplannen/goedkeuren/",
        views.verbeterplannen_goedkeuren,
        name="verbeterplannen_goedkeuren",
    ),
    path(
        "trajecten/<str:nummer>/verbeterplannen/terugsturen/",
        views.verbeterplannen_terugsturen,
        name="verbeterplannen_terugsturen",
    ),
    path(PLAN, views.verbeterplan, name="verbeterplan"),
    path(f"{PLAN}bewaren/", views.verbeterplan_bewaren, name="verbeterplan_bewaren"),
    path(f"{PLAN}voortgang/", voortgang.voortgang_melden, name="voortgang_melden"),
    path(f"{PLAN}voortgang/bewaren/", voortgang.voortgang_bewaren, name="voortgang_bewaren"),
    path(
        "trajecten/<str:plan__traject__nummer>/voortgang/<int:pk>/",
        voortgang.voortgang_beantwoorden,
        name="voortgang_beantwoorden",
    ),
    path(f"{PLAN}andere-dag/", voortgang.planuitstel_vragen, name="planuitstel_vragen"),
    path(f"{PLAN}andere-dag/bewaren/", voortgang.planuitstel_bewaren, name="planuitstel_bewaren"),
    path(
        "trajecten/<str:plan__traject__nummer>/andere-dag/<int:pk>/",
        voortgang.planuitstel_beantwoorden,
        name="planuitstel_beantwoorden",
    ),
    path(f"{PLAN}effect/", voortgang.effect_vastleggen, name="effect_vastleggen"),
    path(f"{PLAN}effect/bewaren/", voortgang.effect_bewaren, name="effect_bewaren"),
    path(f"{PLAN}versies/<str:veld>/", views.verbeterplan_versies, name="verbeterplan_versies"),
]
