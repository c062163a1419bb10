from django.urls import path

from toetsing.views import accepteren, hernieuwen
from toetsing.views import zelfevaluatie as views

VERHAAL = "trajecten/<str:traject__nummer>/verhalen/<str:norm__nummer>/"

urlpatterns = [
    path("trajecten/<str:nummer>/accepteren/", accepteren.accepteren, name="accepteren"),
    path("trajecten/<str:nummer>/weigeren/", accepteren.weigeren, name="weigeren"),
    path("trajecten/<str:nummer>/zelfevaluatie/", views.zelfevaluatie, name="zelfevaluatie"),
    path("trajecten/<str:nummer>/zelfevaluatie/indienen/", views.zelfevaluatie_indienen, name="zelfevaluatie_indienen"),
    path(VERHAAL, views.verhaal, name="verhaal"),
    path(f"{VERHAAL}bewaren/", views.verhaal_bewaren, name="verhaal_bewaren"),
    path(f"{VERHAAL}vastleggen/", views.verhaal_vastleggen, name="verhaal_vastleggen"),
    path(f"{VERHAAL}toen/<int:eerder>/", hernieuwen.verhaal_toen, name="verhaal_toen"),
    path(f"{VERHAAL}toen/documenten/<int:eerder>/", hernieuwen.document_toen, name="document_toen"),
    path(f"{VERHAAL}documenten/", views.verhaal_documenten, name="verhaal_documenten"),
    path(f"{VERHAAL}versies/<str:veld>/", views.verhaal_versies, name="verhaal_versies"),
]
