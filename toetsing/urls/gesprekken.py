from django.urls import path

from toetsing.views import gesprekken as views

GESPREK = "trajecten/<str:traject__nummer>/gesprekken/<int:nummer>/"
NOTITIE = "trajecten/<str:gesprek__traject__nummer>/gesprekken/<int:gesprek__nummer>/notities/<int:pk>/"

urlpatterns = [
    path(GESPREK, views.gesprek, name="gesprek"),
    path(f"{GESPREK}klad/", views.klad_bewaren, name="klad_bewaren"),
    path(f"{GESPREK}notities/", views.notitie_maken, name="notitie_maken"),
    path(NOTITIE, views.notitie_wijzigen, name="notitie_wijzigen"),
    path(f"{NOTITIE}versies/", views.notitie_versies, name="notitie_versies"),
    path(f"{NOTITIE}norm/", views.notitie_norm, name="notitie_norm"),
    path(f"{NOTITIE}verwijderen/", views.notitie_verwijderen, name="notitie_verwijderen"),
    path(f"{GESPREK}partners/", views.partners_vastleggen, name="partners_vastleggen"),
    path(f"{GESPREK}samenvatting/", views.samenvatting_bewaren, name="samenvatting_bewaren"),
    path(f"{GESPREK}samenvatting/teruggeven/", views.samenvatting_teruggeven, name="samenvatting_teruggeven"),
    path(f"{GESPREK}afronden/", views.gesprek_afronden, name="gesprek_afronden"),
]
