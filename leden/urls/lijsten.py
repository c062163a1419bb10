from django.urls import path

from leden.views import lijsten as views

urlpatterns = [
    path("organisaties/downloaden/", views.organisaties_export, name="organisaties_export"),
    path("organisaties/<int:pk>/mensen/downloaden/", views.mensen_export, name="mensen_export"),
]
