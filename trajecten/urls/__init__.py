from trajecten.urls import documenten, post, team, termijn, trajecten, vragen, wachttijden

urlpatterns = [
    *trajecten.urlpatterns,
    *team.urlpatterns,
    *termijn.urlpatterns,
    *documenten.urlpatterns,
    *post.urlpatterns,
    *vragen.urlpatterns,
    *wachttijden.urlpatterns,
]
