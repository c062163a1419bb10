from django.urls import path

from quickscan.views import beheren as beheer
from quickscan.views import invullen, stand, uitslag

urlpatterns = [
    path("beheer/quickscan/", beheer.quickscans, name="quickscans"),
    path("beheer/quickscan/lijst.<vorm:vorm>", beheer.quickscans_export, name="quickscans_export"),
    path("beheer/quickscan/nieuw/", beheer.quickscan_maken, name="quickscan_maken"),
    path("beheer/quickscan/<int:pk>/", beheer.quickscan, name="quickscan"),
    path("beheer/quickscan/<int:pk>/wijzigen/", beheer.quickscan_wijzigen, name="quickscan_wijzigen"),
    path(
        "beheer/quickscan/<int:pk>/vraag-toevoegen/", beheer.quickscan_vraag_toevoegen, name="quickscan_vraag_toevoegen"
    ),
    path("beheer/quickscan/<int:pk>/vragen/<str:sleutel>/", beheer.quickscan_vraag, name="quickscan_vraag"),
    path(
        "beheer/quickscan/<int:pk>/vragen/<str:sleutel>/omhoog/",
        beheer.quickscan_vraag_omhoog,
        name="quickscan_vraag_omhoog",
    ),
    path("beheer/quickscan/<int:pk>/weggooien/", stand.quickscan_weggooien, name="quickscan_weggooien"),
    path("beheer/quickscan/<int:pk>/openen/", stand.quickscan_openen, name="quickscan_openen"),
    path("beheer/quickscan/<int:pk>/herinneren/", stand.quickscan_herinneren, name="quickscan_herinneren"),
    path("beheer/quickscan/<int:pk>/verlengen/", stand.quickscan_verlengen, name="quickscan_verlengen"),
    path("beheer/quickscan/<int:pk>/sluiten/", stand.quickscan_sluiten, name="quickscan_sluiten"),
    path("beheer/quickscan/<int:pk>/organisaties/", beheer.quickscan_organisaties, name="quickscan_organisaties"),
    path("beheer/quickscan/koppeling/<int:pk>/", stand.quickscan_koppeling_geven, name="quickscan_koppeling_geven"),
    path("beheer/quickscan/<int:pk>/downloaden/", uitslag.quickscan_export, name="quickscan_export"),
    path("beheer/quickscan/<int:pk>/teksten/", beheer.quickscan_teksten, name="quickscan_teksten"),
    path("quickscan/uitslagen/", uitslag.quickscan_uitslagen, name="quickscan_uitslagen"),
    path(
        "quickscan/uitslagen/lijst.<vorm:vorm>", uitslag.quickscan_uitslagen_export, name="quickscan_uitslagen_export"
    ),
    path("quickscan/uitslagen/<int:pk>/", uitslag.quickscan_uitslag, name="quickscan_uitslag"),
    path("quickscan/uitslagen/<int:pk>/uitslag.pdf", uitslag.quickscan_uitslag_pdf, name="quickscan_uitslag_pdf"),
    path(
        "quickscan/uitslagen/<int:pk>/uitslag.<vorm:vorm>",
        uitslag.quickscan_uitslag_export,
        name="quickscan_uitslag_export",
    ),
    path("quickscan/invullen/<int:pk>/", invullen.quickscan_invullen, name="quickscan_invullen"),
    path("quickscan/<str:teken>/", invullen.quickscan_link, name="quickscan_link"),
    path("quickscan/<str:teken>/bedankt/", invullen.quickscan_bedankt, name="quickscan_bedankt"),
    path("quickscan/<str:teken>/uitslag/", invullen.quickscan_link_uitslag, name="quickscan_link_uitslag"),
]
