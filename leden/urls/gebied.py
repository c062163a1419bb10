from django.urls import path

from leden.views import gebied as views

urlpatterns = [
    path("organisaties/<int:pk>/gebied/", views.gebied, name="gebied"),
    path("organisaties/<int:pk>/locaties/toevoegen/", views.locatie_toevoegen, name="locatie_toevoegen"),
    path("organisaties/<int:pk>/werkgebied/toevoegen/", views.werkgebied_toevoegen, name="werkgebied_toevoegen"),
    path("organisaties/<int:pk>/activiteiten/toevoegen/", views.activiteit_toevoegen, name="activiteit_toevoegen"),
    path("locaties/<int:pk>/wijzigen/", views.locatie_wijzigen, name="locatie_wijzigen"),
    path("werkgebied/<int:pk>/wijzigen/", views.werkgebied_wijzigen, name="werkgebied_wijzigen"),
    path("activiteiten/<int:pk>/wijzigen/", views.activiteit_wijzigen, name="activiteit_wijzigen"),
]
