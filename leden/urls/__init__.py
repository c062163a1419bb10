from leden.urls import beheer, inlogdiensten, inloggen, ledenbestand, lijsten, mensen, organisaties, quickscan

urlpatterns = (
    inloggen.urlpatterns
    + inlogdiensten.urlpatterns
    + mensen.urlpatterns
    + beheer.urlpatterns
    + organisaties.urlpatterns
    + ledenbestand.urlpatterns
    + lijsten.urlpatterns
    + quickscan.urlpatterns
)
