from django.urls import path

from trajecten.views import wachttijden as views

urlpatterns = [
    path("trajecten/te-laat/", views.te_laat_lijst, name="te_laat"),
    path("trajecten/te-laat/lijst.<vorm:vorm>", views.te_laat_export, name="te_laat_export"),
]
