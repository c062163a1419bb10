from django.urls import path

from geschillen.views import anderen, behandelen, bezwaren, indienen, volgen

urlpatterns = [
    # without an account
    path("klacht/", indienen.klacht, name="klacht"),
    path("klacht/volgen/", volgen.klacht_volgen, name="klacht_volgen"),
    path("klacht/geleerd/", indienen.klachten_geleerd, name="klachten_geleerd"),
    path("klacht/<slug:over>/", indienen.klacht_indienen, name="klacht_indienen"),
    # for who hears them
    path("klachten/", behandelen.klachten, name="klachten"),
    path("klachten/<int:pk>/", behandelen.klacht_behandelen, name="klacht_behandelen"),
    path("klachten/<int:pk>/oppakken/", behandelen.klacht_oppakken, name="klacht_oppakken"),
    path("klachten/<int:pk>/teruggeven/", behandelen.klacht_teruggeven, name="klacht_teruggeven"),
    path("klachten/<int:pk>/schrijven/", behandelen.klacht_antwoorden, name="klacht_antwoorden"),
    path("klachten/<int:pk>/vragen/", behandelen.klachtvraag_stellen, name="klachtvraag_stellen"),
    path("klachten/<int:pk>/meer-tijd/", behandelen.klacht_verlengen, name="klacht_verlengen"),
    path("klachten/<int:pk>/afronden/", behandelen.klacht_afronden, name="klacht_afronden"),
    path("klachten/<int:pk>/doorgeven/", behandelen.klacht_doorgeven, name="klacht_doorgeven"),
    path("klachtstukken/<int:pk>/", behandelen.klachtstuk, name="klachtstuk"),
    # for the other side, and for the bureau
    path("klachtvragen/<int:pk>/", anderen.klachtvraag, name="klachtvraag"),
    path("klachtsignalen/<int:pk>/", anderen.klachtsignaal, name="klachtsignaal"),
    # objections
    path("besluiten/<int:pk>/bezwaar/", bezwaren.bezwaar_maken, name="bezwaar_maken"),
    path("besluiten/<int:pk>/bezwaar/brief/", bezwaren.bezwaar_inschrijven, name="bezwaar_inschrijven"),
    path("bezwaren/<int:pk>/", bezwaren.bezwaar, name="bezwaar"),
    path("bezwaren/<int:pk>/stuk/", bezwaren.bezwaar_aanvullen, name="bezwaar_aanvullen"),
    path("bezwaren/<int:pk>/intrekken/", bezwaren.bezwaar_intrekken, name="bezwaar_intrekken"),
    path("bezwaren/<int:pk>/advies-vragen/", bezwaren.bezwaar_toewijzen, name="bezwaar_toewijzen"),
    path("bezwaren/<int:pk>/meer-tijd/", bezwaren.bezwaar_verlengen, name="bezwaar_verlengen"),
    path("bezwaren/<int:pk>/hoorzitting/", bezwaren.bezwaar_horen, name="bezwaar_horen"),
    path("bezwaren/<int:pk>/afzien/", bezwaren.bezwaar_afzien, name="bezwaar_afzien"),
    path("bezwaren/<int:pk>/adviseren/", bezwaren.bezwaar_adviseren, name="bezwaar_adviseren"),
    path("bezwaren/<int:pk>/heroverwegen/", bezwaren.bezwaar_heroverwegen, name="bezwaar_heroverwegen"),
    path("bezwaarstukken/<int:pk>/", bezwaren.bezwaarstuk, name="bezwaarstuk"),
]
