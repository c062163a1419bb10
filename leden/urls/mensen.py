from django.urls import path

from leden.views import mensen, rollen, uitnodigingen, zittingen

urlpatterns = [
    path("mensen/", mensen.mensen, name="mensen"),
    path("organisaties/<int:pk>/mensen/", mensen.mensen_van_organisatie, name="mensen_van_organisatie"),
    path("organisaties/<int:pk>/mensen/uitnodigen/", uitnodigingen.uitnodigen, name="uitnodigen"),
    path("organisaties/<int:pk>/mensen/uitnodigingen/", uitnodigingen.uitnodigingen, name="uitnodigingen"),
    path("organisaties/<int:pk>/mensen/<int:gebruiker>/", mensen.mens, name="mens"),
    path("organisaties/<int:pk>/mensen/<int:gebruiker>/rol-geven/", rollen.rol_geven, name="rol_geven"),
    path("mensen/rollen/<int:pk>/beeindigen/", rollen.rol_beeindigen, name="rol_beeindigen"),
    path("mensen/rollen/<int:pk>/bevestigen/", zittingen.zitting_bevestigen, name="zitting_bevestigen"),
    path("mensen/rollen/<int:pk>/niet-bevestigen/", zittingen.zitting_weigeren, name="zitting_weigeren"),
    path("mensen/<int:pk>/blokkeren/", rollen.blokkeren, name="blokkeren"),
    path("mensen/<int:pk>/deblokkeren/", rollen.deblokkeren, name="deblokkeren"),
    path("mensen/uitnodigingen/<int:pk>/intrekken/", uitnodigingen.uitnodiging_intrekken, name="uitnodiging_intrekken"),
    path(
        "mensen/uitnodigingen/<int:pk>/opnieuw/",
        uitnodigingen.uitnodiging_opnieuw_sturen,
        name="uitnodiging_opnieuw_sturen",
    ),
    path(
        "organisaties/<int:pk>/mensen/uitnodigingen/downloaden/",
        uitnodigingen.uitnodigingen_export,
        name="uitnodigingen_export",
    ),
    path("organisaties/<int:pk>/mensen/downloaden/", mensen.mensen_export, name="mensen_export"),
    path("mensen/lijst.<vorm:vorm>", mensen.mensen_kiezen_export, name="mensen_kiezen_export"),
    path("rol-neerleggen/", rollen.rol_neerleggen, name="rol_neerleggen"),
]
