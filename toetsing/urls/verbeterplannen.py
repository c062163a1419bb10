from django.urls import path

from toetsing.views import verbeterplannen as views

PLAN = "trajecten/<str:traject__nummer>/verbeterplannen/<int:pk>/"

urlpatterns = [
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
    path(f"{PLAN}voortgang/", views.voortgang_melden, name="voortgang_melden"),
    path(f"{PLAN}voortgang/bewaren/", views.voortgang_bewaren, name="voortgang_bewaren"),
    path(
        "trajecten/<str:plan__traject__nummer>/voortgang/<int:pk>/",
        views.voortgang_beantwoorden,
        name="voortgang_beantwoorden",
    ),
    path(f"{PLAN}versies/<str:veld>/", views.verbeterplan_versies, name="verbeterplan_versies"),
]
