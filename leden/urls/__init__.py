from leden.urls import beheer, inloggen, mensen, organisaties

urlpatterns = inloggen.urlpatterns + beheer.urlpatterns + organisaties.urlpatterns + mensen.urlpatterns
