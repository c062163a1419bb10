from django.urls import path

from leden.views import organisaties as views

urlpatterns = [
    path("organisaties/", views.organisaties, name="organisaties"),
    path("organisaties/toelaten/", views.organisatie_toelaten, name="organisatie_toelaten"),
    path("organisaties/<int:pk>/wijzigen/", views.organisatie_wijzigen, name="organisatie_wijzigen"),
    path("organisaties/<int:pk>/afmelden/", views.lid_afmelden, name="lid_afmelden"),
    path("organisatie/wijzigen/", views.eigen_organisatie_wijzigen, name="eigen_organisatie_wijzigen"),
]
