from django.urls import path

from kwaliteitslabel.label import views

urlpatterns = [
    path("labels/", views.labels, name="labels"),
    path("labels/<int:pk>/", views.label, name="label"),
    path("labels/<int:pk>/uitdragen/", views.label_uitdragen, name="label_uitdragen"),
    path("labels/<int:pk>/uitreiking/", views.uitreiking, name="uitreiking"),
]
