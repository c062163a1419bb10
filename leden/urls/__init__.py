from leden.urls import certificeerders, gebied, mensen, opvolging, organisaties

urlpatterns = (
    mensen.urlpatterns
    + organisaties.urlpatterns
    + gebied.urlpatterns
    + opvolging.urlpatterns
    + certificeerders.urlpatterns
)
