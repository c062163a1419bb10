from leden.urls import certificeerders, mensen, opvolging, organisaties

urlpatterns = mensen.urlpatterns + organisaties.urlpatterns + opvolging.urlpatterns + certificeerders.urlpatterns
