from toetsing.urls import programma

urlpatterns = [
    *programma.urlpatterns,
]
