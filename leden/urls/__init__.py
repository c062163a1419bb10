from leden.urls import beheer, inlogdiensten, inloggen, mensen, organisaties, quickscan

urlpatterns = (
    inloggen.urlpatterns
    + inlogdiensten.urlpatterns
    + mensen.urlpatterns
    + beheer.urlpatterns
    + organisaties.urlpatterns
    + quickscan.urlpatterns
)
