from trajecten.urls import trajecten

urlpatterns = trajecten.urlpatterns
