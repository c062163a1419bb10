"""The site, and the mails of the demo before it: the addresses of a demo, and of no other installation."""

from django.urls import path

from demo import views
from kwaliteitslabel import urls

handler500 = urls.handler500
urlpatterns = [
    path("demo/post/", views.post, name="demo_post"),
    path("demo/post/<int:nummer>/", views.mail, name="demo_mail"),
    path("demo/post/<int:nummer>/opgemaakt/", views.mail_opgemaakt, name="demo_mail_opgemaakt"),
    path("demo/post/<int:nummer>/bijlagen/<int:volgnummer>/", views.mail_bijlage, name="demo_mail_bijlage"),
    *urls.urlpatterns,
]
