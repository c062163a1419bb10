from django.urls import path

from leden.views import ledenbestand as views

urlpatterns = [
    path("beheer/ledenbestand/", views.ledenbestand, name="ledenbestand"),
    path("beheer/ledenbestand/sjabloon.<vorm:vorm>", views.ledenbestand_sjabloon, name="ledenbestand_sjabloon"),
    path("beheer/ledenbestand/<int:pk>/", views.ledenbestand_nakijken, name="ledenbestand_nakijken"),
]
