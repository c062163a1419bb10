from inloggen.urls import binnenkomen, inlogdiensten, inloggen, profiel, tweede_stap

urlpatterns = (
    inloggen.urlpatterns
    + inlogdiensten.urlpatterns
    + tweede_stap.urlpatterns
    + profiel.urlpatterns
    + binnenkomen.urlpatterns
)
