from django.urls import path

from trajecten.views import termijn as views

urlpatterns = [
    path("trajecten/<str:nummer>/termijn/", views.termijn, name="termijn"),
    path(
        "trajecten/<str:traject__nummer>/termijn/voorstellen/<int:pk>/",
        views.termijnvoorstel_beantwoorden,
        name="termijnvoorstel_beantwoorden",
    ),
]
