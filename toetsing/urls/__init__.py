from toetsing.urls import programma, zelfevaluatie

urlpatterns = [
    *zelfevaluatie.urlpatterns,
    *programma.urlpatterns,
]
