from django.urls import path

from leden.views import certificeerders as views

urlpatterns = [
    path("organisaties/<int:pk>/toelatingen/toevoegen/", views.toelating_toevoegen, name="toelating_toevoegen"),
    path("toelatingen/<int:pk>/wijzigen/", views.toelating_wijzigen, name="toelating_wijzigen"),
    path("bekwaamheden/", views.bekwaamheden, name="bekwaamheden"),
    path("bekwaamheden/toevoegen/", views.bekwaamheid_toevoegen, name="bekwaamheid_toevoegen"),
    path("bekwaamheden/<int:pk>/wijzigen/", views.bekwaamheid_wijzigen, name="bekwaamheid_wijzigen"),
]
