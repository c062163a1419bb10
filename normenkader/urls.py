from django.urls import path

from normenkader import views

urlpatterns = [
    path("", views.kaders, name="kaders"),
    path("laden/", views.kader_laden, name="kader_laden"),
    path("schema.json", views.kader_schema, name="kader_schema"),
    path("<slug:code>/<str:versie>/", views.kader, name="kader"),
    path("<slug:code>/<str:versie>/naast/<str:eerder>/", views.kader_vergelijken, name="kader_vergelijken"),
]
