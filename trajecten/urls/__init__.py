from trajecten.urls import documenten, post, team, trajecten, vragen

urlpatterns = [
    *trajecten.urlpatterns,
    *team.urlpatterns,
    *documenten.urlpatterns,
    *post.urlpatterns,
    *vragen.urlpatterns,
]
