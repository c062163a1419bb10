from django.urls import path

from kwaliteitslabel.belangen import views

urlpatterns = [
    path("belangen/", views.belangen, name="belangen"),
    path("belangen/toevoegen/", views.belang_toevoegen, name="belang_toevoegen"),
    path("belangen/bevestigen/", views.belangen_bevestigen, name="belangen_bevestigen"),
    path("belangen/register/", views.belangenregister, name="belangenregister"),
    path("belangen/register/downloaden/", views.belangen_export, name="belangen_export"),
    path("belangen/<int:pk>/beeindigen/", views.belang_beeindigen, name="belang_beeindigen"),
    path("belangen/<int:pk>/corrigeren/", views.belang_corrigeren, name="belang_corrigeren"),
    path("belangen/<int:pk>/ongedaan-maken/", views.belang_ongedaan_maken, name="belang_ongedaan_maken"),
]
