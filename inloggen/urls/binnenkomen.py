from django.urls import path

from inloggen.views import aannemen, huisregels

urlpatterns = [
    path("uitnodiging/<str:sleutel>/", aannemen.uitnodiging, name="uitnodiging"),
    path("uitnodiging/<str:sleutel>/account/", aannemen.uitnodiging_account, name="uitnodiging_account"),
    path("uitnodiging/<str:sleutel>/inlogdienst/", aannemen.uitnodiging_inlogdienst, name="uitnodiging_inlogdienst"),
    path("huisregels/", huisregels.huisregels, name="huisregels"),
    path("huisregels/lezen/", huisregels.huisregels_lezen, name="huisregels_lezen"),
]
