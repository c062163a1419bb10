from leden.urls import beheer, inloggen

urlpatterns = inloggen.urlpatterns + beheer.urlpatterns
