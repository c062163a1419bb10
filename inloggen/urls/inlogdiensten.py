from django.urls import path

from inloggen.views import inlogdiensten as beheer
from inloggen.views import via_een_dienst as views

urlpatterns = [
    path("inloggen/organisatie/", views.inlogdienst_kiezen, name="inlogdienst_kiezen"),
    path("inloggen/bij/<slug:kenmerk>/", views.inlogdienst, name="inlogdienst"),
    path("inloggen/terug/<int:pk>/", views.inlogdienst_terug, name="inlogdienst_terug"),
    path("inloggen/rollen/", views.dichte_rollen, name="dichte_rollen"),
    path("koppelingen/", views.koppelingen, name="koppelingen"),
    path("koppelingen/<int:pk>/koppelen/", views.inlogdienst_koppelen, name="inlogdienst_koppelen"),
    path("koppelingen/<int:pk>/losmaken/", views.inlogdienst_losmaken, name="inlogdienst_losmaken"),
    path("inlogdiensten/", beheer.inlogdiensten, name="inlogdiensten"),
    path("inlogdiensten/lijst.<vorm:vorm>", beheer.inlogdiensten_export, name="inlogdiensten_export"),
    path("inlogdiensten/nieuw/", beheer.inlogdienst_beginnen, name="inlogdienst_beginnen"),
    path("inlogdiensten/<int:pk>/", beheer.inlogdienst_instellen, name="inlogdienst_instellen"),
    path("inlogdiensten/<int:pk>/proberen/", beheer.inlogdienst_proberen, name="inlogdienst_proberen"),
    path("inlogdiensten/<int:pk>/aanzetten/", beheer.inlogdienst_aanzetten, name="inlogdienst_aanzetten"),
    path("inlogdiensten/<int:pk>/uitzetten/", beheer.inlogdienst_uitzetten, name="inlogdienst_uitzetten"),
    path("inlogdiensten/<int:pk>/verplichten/", beheer.inlogdienst_verplichten, name="inlogdienst_verplichten"),
    path("inlogdiensten/<int:pk>/maildomein/", beheer.maildomein_bevestigen, name="maildomein_bevestigen"),
    path("inlogdiensten/<int:pk>/vrijgeven/", beheer.inlogdienst_vrijgeven, name="inlogdienst_vrijgeven"),
]
