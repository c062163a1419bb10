from django.urls import path

from berichten import views, webhook

urlpatterns = [
    path("profiel/post/", views.postvoorkeuren, name="postvoorkeuren"),
    path("profiel/vervanging/", views.vervanging, name="vervanging"),
    path("profiel/vervanging/<int:pk>/beeindigen/", views.vervanging_beeindigen, name="vervanging_beeindigen"),
    path("profiel/agenda/", views.agenda_koppelen, name="agenda_koppelen"),
    path("profiel/agenda/losmaken/", views.agenda_losmaken, name="agenda_losmaken"),
    path("agenda/<str:teken>.ics", views.agenda, name="agenda"),
    path("post/", views.eigen_post, name="eigen_post"),
    path("post/teruggekomen/", views.teruggekomen_post, name="teruggekomen_post"),
    path("post/teruggekomen/<int:pk>/werkt-weer/", views.adres_werkt_weer, name="adres_werkt_weer"),
    path("post/opnieuw/", views.post_opnieuw_sturen, name="post_opnieuw_sturen"),
    path("post/retour/", webhook.retour_melden, name="retour_melden"),
]
