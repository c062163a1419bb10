from django.urls import path

from certificaten import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/lijst.csv", views.register_export, name="register_export"),
    path("register/<str:nummer>/", views.vermelding, name="vermelding"),
    path("register/<str:nummer>/certificaat.pdf", views.certificaat_pdf, name="certificaat_pdf"),
    path("verifieer/", views.verifieer, name="verifieer"),
    path("verifieer/<str:nummer>/", views.verifieer_nummer, name="verifieer_nummer"),
    path("trajecten/<str:nummer>/uitgeven/", views.uitgeven, name="uitgeven"),
    path("trajecten/<str:nummer>/afsluiten/", views.afsluiten, name="afsluiten"),
]
