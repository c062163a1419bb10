from django.urls import path

from trajecten.views import team as views

urlpatterns = [
    path("trajecten/<str:nummer>/team/", views.team_wijzigen, name="team_wijzigen"),
    path("trajecten/<str:nummer>/team/vervolg/", views.vervolgteam_kiezen, name="vervolgteam_kiezen"),
    path("trajecten/<str:nummer>/team/bezwaar/", views.teambezwaar, name="teambezwaar"),
    path(
        "trajecten/<str:traject__nummer>/team/bezwaren/<int:pk>/",
        views.teambezwaar_beantwoorden,
        name="teambezwaar_beantwoorden",
    ),
]
