from django.urls import path

from trajecten.views import meldingen as views

urlpatterns = [
    path("trajecten/<str:nummer>/meldingen/", views.meldingen, name="meldingen"),
    path("trajecten/<str:nummer>/meldingen/nieuw/", views.wijziging_melden, name="wijziging_melden"),
]
