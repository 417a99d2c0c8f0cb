"""The addresses of this package."""

from django.urls import path

from throughline.in_person import views

app_name = "in_person"

urlpatterns = [
    path("in-person/", views.queue, name="queue"),
    path("in-person/again/", views.meet_again, name="meet_again"),
    path("clients/<uuid:client_id>/in-person/", views.meeting, name="meeting"),
    path("clients/<uuid:client_id>/in-person/sheet/", views.sheet, name="sheet"),
]
