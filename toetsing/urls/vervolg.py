from django.urls import path

from toetsing.views import vervolg as views

PUNT = "trajecten/<str:traject__nummer>/vervolg/<int:pk>/"

urlpatterns = [
    path("trajecten/<str:nummer>/vervolg/", views.vervolg, name="vervolg"),
    path("trajecten/<str:nummer>/vervolg/indienen/", views.vervolg_indienen, name="vervolg_indienen"),
    path("trajecten/<str:nummer>/vervolg/opleveren/", views.vervolg_opleveren, name="vervolg_opleveren"),
    path(PUNT, views.vervolgpunt, name="vervolgpunt"),
    path(f"{PUNT}bewaren/", views.vervolgpunt_bewaren, name="vervolgpunt_bewaren"),
    path(f"{PUNT}versies/<str:veld>/", views.vervolgpunt_versies, name="vervolgpunt_versies"),
]
