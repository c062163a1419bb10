from django.urls import path

from ledenbestand import views

urlpatterns = [
    path("beheer/ledenbestand/", views.ledenbestand, name="ledenbestand"),
    path("beheer/ledenbestand/sjabloon.<vorm:vorm>", views.ledenbestand_sjabloon, name="ledenbestand_sjabloon"),
    path("beheer/ledenbestand/<int:pk>/", views.ledenbestand_nakijken, name="ledenbestand_nakijken"),
    path("beheer/ledenbestand/lijst.<vorm:vorm>", views.ledenbestand_export, name="ledenbestand_export"),
    path(
        "beheer/ledenbestand/<int:pk>/lijst.<vorm:vorm>",
        views.ledenbestand_nakijken_export,
        name="ledenbestand_nakijken_export",
    ),
    # The list of organisations as a file has the columns of the members' file, and can be read in again.
    path("organisaties/downloaden/", views.organisaties_export, name="organisaties_export"),
]
