from django.urls import path

from trajecten.views import post as views

urlpatterns = [
    path("trajecten/<str:nummer>/post/", views.post, name="post"),
    path("trajecten/<str:nummer>/post/<int:pk>/nalezen/", views.brief_nalezen, name="brief_nalezen"),
    path("trajecten/<str:nummer>/post/<int:pk>/versies/<str:veld>/", views.brief_versies, name="brief_versies"),
]
