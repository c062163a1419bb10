from trajecten.urls import documenten, team, trajecten

urlpatterns = trajecten.urlpatterns + team.urlpatterns + documenten.urlpatterns
