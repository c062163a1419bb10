from django.urls import path

from inloggen.views import adres
from inloggen.views import profiel as views

urlpatterns = [
    path("profiel/", views.profiel, name="profiel"),
    path("profiel/apparaten/uitloggen/", views.elders_uitloggen, name="elders_uitloggen"),
    path("profiel/apparaten/<int:pk>/uitloggen/", views.apparaat_uitloggen, name="apparaat_uitloggen"),
    path("profiel/e-mailadres/", adres.adres_wijzigen, name="adres_wijzigen"),
    path("e-mailadres/bevestigen/<str:sleutel>/", adres.adres_bevestigen, name="adres_bevestigen"),
    path("e-mailadres/stoppen/<str:sleutel>/", adres.adres_stoppen, name="adres_stoppen"),
]
