from django.urls import path

from leden.views import beheer as views

urlpatterns = [
    path("beheer/", views.beheer, name="beheer"),
]
