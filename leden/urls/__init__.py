from leden.urls import (
    beheer,
    certificeerders,
    inlogdiensten,
    inloggen,
    ledenbestand,
    lijsten,
    mensen,
    opvolging,
    organisaties,
    profiel,
    quickscan,
    tweede_stap,
)

urlpatterns = (
    inloggen.urlpatterns
    + inlogdiensten.urlpatterns
    + tweede_stap.urlpatterns
    + profiel.urlpatterns
    + mensen.urlpatterns
    + beheer.urlpatterns
    + organisaties.urlpatterns
    + ledenbestand.urlpatterns
    + lijsten.urlpatterns
    + quickscan.urlpatterns
    + opvolging.urlpatterns
    + certificeerders.urlpatterns
)
