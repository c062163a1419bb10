from django.urls import path

from toetsing.views import advies as views

ADVIES = "trajecten/<str:traject__nummer>/advies/<int:pk>/"

urlpatterns = [
    path("trajecten/<str:nummer>/advies/", views.advies, name="advies"),
    path("trajecten/<str:nummer>/advies/uitbrengen/", views.advies_uitbrengen, name="advies_uitbrengen"),
    path(ADVIES, views.advies_schrijven, name="advies_schrijven"),
    path(f"{ADVIES}versies/<str:veld>/", views.advies_versies, name="advies_versies"),
]
