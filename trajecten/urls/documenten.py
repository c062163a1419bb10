from django.urls import path

from trajecten.views import documenten as views

urlpatterns = [
    path("trajecten/<str:nummer>/documenten/", views.documenten, name="documenten"),
    path("trajecten/<str:nummer>/documenten/lijst.<vorm:vorm>", views.documenten_export, name="documenten_export"),
    path("trajecten/<str:nummer>/documenten/toevoegen/", views.document_toevoegen, name="document_toevoegen"),
    path("trajecten/<str:traject__nummer>/documenten/<int:pk>/", views.document, name="document"),
    path(
        "trajecten/<str:traject__nummer>/documenten/<int:pk>/verwijderen/",
        views.document_verwijderen,
        name="document_verwijderen",
    ),
]
