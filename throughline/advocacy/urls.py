"""The addresses of this package."""

from django.urls import path

from throughline.advocacy import views

app_name = "advocacy"

urlpatterns = [
    path("clients/<uuid:client_id>/speak-for/", views.speak_for, name="speak_for"),
    path("acts/<uuid:act_id>/", views.act, name="act"),
]
