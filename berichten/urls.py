from django.urls import path

from berichten import views

urlpatterns = [
    path("profiel/post/", views.postvoorkeuren, name="postvoorkeuren"),
    path("profiel/vervanging/", views.vervanging, name="vervanging"),
    path("profiel/vervanging/<int:pk>/beeindigen/", views.vervanging_beeindigen, name="vervanging_beeindigen"),
    path("profiel/agenda/", views.agenda_koppelen, name="agenda_koppelen"),
    path("profiel/agenda/losmaken/", views.agenda_losmaken, name="agenda_losmaken"),
    path("agenda/<str:teken>.ics", views.agenda, name="agenda"),
]
