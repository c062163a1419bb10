from toetsing.urls import (
    advies,
    gesprekken,
    oordelen,
    programma,
    rapport,
    verbeterplannen,
    vervolg,
    wederhoor,
    zelfevaluatie,
)

urlpatterns = [
    *zelfevaluatie.urlpatterns,
    *programma.urlpatterns,
    *gesprekken.urlpatterns,
    *oordelen.urlpatterns,
    *rapport.urlpatterns,
    *wederhoor.urlpatterns,
    *verbeterplannen.urlpatterns,
    *vervolg.urlpatterns,
    *advies.urlpatterns,
]
