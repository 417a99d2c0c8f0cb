"""The addresses of this package."""

from django.urls import path

from throughline.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.services, name="services"),
    path("add/", views.add, name="add"),
    path("<uuid:service_id>/", views.service, name="service"),
    path("<uuid:service_id>/change/", views.change, name="change"),
    path("<uuid:service_id>/ways/", views.add_way, name="add_way"),
    path("ways/<uuid:way_id>/", views.way, name="way"),
    path("ways/<uuid:way_id>/needs/", views.needs_of_way, name="needs"),
]
