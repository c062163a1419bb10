from django.urls import path

from kwaliteitslabel.inzien.views import VIEWS

urlpatterns = [path(f"inzien/{soort}/<int:pk>/", view, name=f"wie_ziet_{soort}") for soort, view in VIEWS.items()]
