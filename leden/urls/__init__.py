from leden.urls import beheer, inlogdiensten, inloggen, ledenbestand, mensen, organisaties, quickscan

urlpatterns = (
    inloggen.urlpatterns
    + inlogdiensten.urlpatterns
    + mensen.urlpatterns
    + beheer.urlpatterns
    + organisaties.urlpatterns
    + ledenbestand.urlpatterns
    + quickscan.urlpatterns
)
