from trajecten.urls import documenten, post, team, trajecten

urlpatterns = trajecten.urlpatterns + team.urlpatterns + documenten.urlpatterns + post.urlpatterns
