from django.urls import path

from leden.views import certificeerders as views

urlpatterns = [
    path("organisaties/<int:pk>/toelatingen/toevoegen/", views.toelating_toevoegen, name="toelating_toevoegen"),
    path("toelatingen/<int:pk>/wijzigen/", views.toelating_wijzigen, name="toelating_wijzigen"),
    path("beheer/bekwaamheidssoorten/", views.soorten, name="bekwaamheidssoorten"),
    path("beheer/bekwaamheidssoorten/toevoegen/", views.soort_toevoegen, name="bekwaamheidssoort_toevoegen"),
    path("beheer/bekwaamheidssoorten/<int:pk>/wijzigen/", views.soort_wijzigen, name="bekwaamheidssoort_wijzigen"),
    path(
        "beheer/bekwaamheidssoorten/<int:pk>/verwijderen/",
        views.soort_verwijderen,
        name="bekwaamheidssoort_verwijderen",
    ),
    path("bekwaamheden/", views.bekwaamheden, name="bekwaamheden"),
    path("bekwaamheden/downloaden/", views.bekwaamheden_export, name="bekwaamheden_export"),
    path("bekwaamheden/toevoegen/", views.bekwaamheid_toevoegen, name="bekwaamheid_toevoegen"),
    path("bekwaamheden/<int:pk>/wijzigen/", views.bekwaamheid_wijzigen, name="bekwaamheid_wijzigen"),
]
