from trajecten.urls import documenten, team, termijn, trajecten

urlpatterns = trajecten.urlpatterns + team.urlpatterns + termijn.urlpatterns + documenten.urlpatterns
