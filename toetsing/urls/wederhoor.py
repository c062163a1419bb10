from django.urls import path

from toetsing.views import reacties, wederhoor

urlpatterns = [
    path("trajecten/<str:nummer>/wederhoor/", wederhoor.wederhoor, name="wederhoor"),
    path("trajecten/<str:nummer>/wederhoor/indienen/", wederhoor.reactie_indienen, name="reactie_indienen"),
    path(
        "trajecten/<str:traject__nummer>/wederhoor/versies/<int:nummer>/passages/<str:passage>/",
        wederhoor.reageren,
        name="reageren",
    ),
    path("trajecten/<str:versie__traject__nummer>/wederhoor/opmerkingen/<int:pk>/", wederhoor.reactie, name="reactie"),
    path(
        "trajecten/<str:versie__traject__nummer>/wederhoor/opmerkingen/<int:pk>/intrekken/",
        wederhoor.reactie_intrekken,
        name="reactie_intrekken",
    ),
    path(
        "trajecten/<str:versie__traject__nummer>/wederhoor/opmerkingen/<int:pk>/versies/",
        wederhoor.reactie_versies,
        name="reactie_versies",
    ),
    path("trajecten/<str:nummer>/reacties/", reacties.reacties, name="reacties"),
    path("trajecten/<str:nummer>/reacties/vaststellen/", reacties.rapport_vaststellen, name="rapport_vaststellen"),
    path(
        "trajecten/<str:versie__traject__nummer>/reacties/<int:pk>/",
        reacties.reactie_beantwoorden,
        name="reactie_beantwoorden",
    ),
    path(
        "trajecten/<str:versie__traject__nummer>/reacties/<int:pk>/passage/",
        reacties.reactie_passage,
        name="reactie_passage",
    ),
    path(
        "trajecten/<str:versie__traject__nummer>/reacties/<int:pk>/heropenen/",
        reacties.reactie_heropenen,
        name="reactie_heropenen",
    ),
    path(
        "trajecten/<str:versie__traject__nummer>/reacties/<int:pk>/<str:veld>/versies/",
        reacties.antwoord_versies,
        name="antwoord_versies",
    ),
]
