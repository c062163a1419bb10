from django.urls import path

from leden.views import opvolging as views

urlpatterns = [
    path("organisaties/<int:pk>/hernoemen/", views.hernoemen, name="hernoemen"),
    path("organisaties/<int:pk>/hernoemen/intrekken/", views.hernoeming_intrekken, name="hernoeming_intrekken"),
    path("organisaties/<int:pk>/samenvoegen/", views.samenvoegen, name="samenvoegen"),
    path("organisaties/<int:pk>/samenvoegen/intrekken/", views.samenvoeging_intrekken, name="samenvoeging_intrekken"),
]
