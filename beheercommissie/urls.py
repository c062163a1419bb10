from django.urls import path

from beheercommissie.views import agendapunt, besluit, navraag, vergaderingen

urlpatterns = [
    path("vergaderingen/", vergaderingen.vergaderingen, name="vergaderingen"),
    path("vergaderingen/lijst.<vorm:vorm>", vergaderingen.vergaderingen_export, name="vergaderingen_export"),
    path("vergaderingen/plannen/", vergaderingen.vergadering_plannen, name="vergadering_plannen"),
    path("vergaderingen/<int:pk>/", vergaderingen.vergadering, name="vergadering"),
    path("vergaderingen/<int:pk>/agenda.ics", vergaderingen.vergadering_agenda, name="vergadering_agenda"),
    path("trajecten/<str:nummer>/voordracht/", vergaderingen.voordracht, name="voordracht"),
    path("trajecten/<str:nummer>/agenderen/", vergaderingen.agenderen, name="agenderen"),
    path("trajecten/<str:nummer>/besluit/", besluit.besluit, name="besluit"),
    path("trajecten/<str:nummer>/navraag/", navraag.navraag, name="navraag"),
    path("agendapunten/<int:pk>/", agendapunt.agendapunt, name="agendapunt"),
    path("agendapunten/<int:pk>/belang/", agendapunt.belang_verklaren, name="belang_verklaren"),
    path(
        "belangverklaringen/<int:pk>/ongedaan-maken/",
        agendapunt.verklaring_ongedaan_maken,
        name="verklaring_ongedaan_maken",
    ),
    path("agendapunten/<int:pk>/rapport/", agendapunt.agendapunt_rapport, name="agendapunt_rapport"),
    path("agendapunten/<int:pk>/rapport.pdf", agendapunt.agendapunt_pdf, name="agendapunt_pdf"),
    path("agendapunten/<int:pk>/stemmen/", agendapunt.stemmen, name="stemmen"),
    path("agendapunten/<int:pk>/aantekening/", agendapunt.aantekening_bewaren, name="aantekening_bewaren"),
    path("voorwaarden/<int:pk>/bewaren/", agendapunt.voorwaarde_bewaren, name="voorwaarde_bewaren"),
    path("agendapunten/<int:pk>/besluiten/", agendapunt.besluiten, name="besluiten"),
]
