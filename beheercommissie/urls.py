from django.urls import path

from beheercommissie import views

urlpatterns = [
    path("vergaderingen/", views.vergaderingen, name="vergaderingen"),
    path("vergaderingen/plannen/", views.vergadering_plannen, name="vergadering_plannen"),
    path("vergaderingen/<int:pk>/", views.vergadering, name="vergadering"),
    path("trajecten/<str:nummer>/voordracht/", views.voordracht, name="voordracht"),
    path("trajecten/<str:nummer>/agenderen/", views.agenderen, name="agenderen"),
    path("trajecten/<str:nummer>/besluit/", views.besluit, name="besluit"),
    path("agendapunten/<int:pk>/", views.agendapunt, name="agendapunt"),
    path("agendapunten/<int:pk>/belang/", views.belang_verklaren, name="belang_verklaren"),
    path("agendapunten/<int:pk>/rapport/", views.agendapunt_rapport, name="agendapunt_rapport"),
    path("agendapunten/<int:pk>/rapport.pdf", views.agendapunt_pdf, name="agendapunt_pdf"),
    path("agendapunten/<int:pk>/stemmen/", views.stemmen, name="stemmen"),
    path("agendapunten/<int:pk>/aantekening/", views.aantekening_bewaren, name="aantekening_bewaren"),
    path("agendapunten/<int:pk>/besluiten/", views.besluiten, name="besluiten"),
]
