from django.urls import path

from trajecten.views import vragen as views

urlpatterns = [
    path("trajecten/<str:nummer>/vragen/", views.vragen, name="vragen"),
    path("trajecten/<str:nummer>/vragen/stellen/", views.vraag_stellen, name="vraag_stellen"),
    path("trajecten/<str:traject__nummer>/vragen/<int:pk>/", views.vraag, name="vraag"),
    path("trajecten/<str:traject__nummer>/vragen/<int:pk>/sluiten/", views.vraag_sluiten, name="vraag_sluiten"),
    path(
        "trajecten/<str:traject__nummer>/vragen/<int:pk>/versies/<str:veld>/", views.vraag_versies, name="vraag_versies"
    ),
]
