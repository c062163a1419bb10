from leden.urls import beheer, inloggen, organisaties

urlpatterns = inloggen.urlpatterns + beheer.urlpatterns + organisaties.urlpatterns
