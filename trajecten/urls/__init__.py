from trajecten.urls import documenten, meldingen, post, team, termijn, trajecten, vragen

urlpatterns = [
    *trajecten.urlpatterns,
    *team.urlpatterns,
    *termijn.urlpatterns,
    *documenten.urlpatterns,
    *meldingen.urlpatterns,
    *post.urlpatterns,
    *vragen.urlpatterns,
]
