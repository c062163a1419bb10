from django.urls import path

from berichten import views

urlpatterns = [
    path("profiel/post/", views.postvoorkeuren, name="postvoorkeuren"),
    path("profiel/vervanging/", views.vervanging, name="vervanging"),
    path("profiel/vervanging/<int:pk>/beeindigen/", views.vervanging_beeindigen, name="vervanging_beeindigen"),
]
