from django.urls import path

from toetsing.views import hernieuwen
from toetsing.views import oordelen as views

NORM = "trajecten/<str:traject__nummer>/normen/<str:norm__nummer>/"
BEVINDING = "trajecten/<str:traject__nummer>/bevindingen/<int:pk>/"

urlpatterns = [
    path("trajecten/<str:nummer>/raster/", views.raster, name="raster"),
    path(NORM, views.norm_oordelen, name="norm_oordelen"),
    path(f"{NORM}toen/", hernieuwen.norm_toen, name="norm_toen"),
    path(f"{NORM}oordeel/", views.oordeel_geven, name="oordeel_geven"),
    path(f"{NORM}oordeel/versies/", views.oordeel_versies, name="oordeel_versies"),
    path(f"{NORM}bevindingen/", views.bevinding_maken, name="bevinding_maken"),
    path(f"{BEVINDING}tekst/", views.bevinding_bewaren, name="bevinding_bewaren"),
    path(f"{BEVINDING}tekst/versies/", views.bevinding_versies, name="bevinding_versies"),
    path(f"{BEVINDING}gronden/", views.gronden_kiezen, name="gronden_kiezen"),
    path(f"{BEVINDING}soort/", views.bevinding_soort, name="bevinding_soort"),
    path(f"{BEVINDING}verwijderen/", views.bevinding_verwijderen, name="bevinding_verwijderen"),
]
