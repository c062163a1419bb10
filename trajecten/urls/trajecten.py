from django.urls import path

from trajecten.views import trajecten as views

urlpatterns = [
    path("trajecten/", views.trajecten, name="trajecten"),
    path("trajecten/lijst.<vorm:vorm>", views.trajecten_export, name="trajecten_export"),
    path("trajecten/aanmelden/", views.aanmelden, name="aanmelden"),
    path("trajecten/<str:nummer>/gebied/", views.traject_gebied, name="traject_gebied"),
    path("trajecten/<str:nummer>/intrekken/", views.intrekken, name="intrekken"),
    path("trajecten/<str:nummer>/staken/", views.staken, name="staken"),
    path("trajecten/<str:nummer>/aanhouden/", views.aanhouden, name="aanhouden"),
]
