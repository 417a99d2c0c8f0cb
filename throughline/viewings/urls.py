"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.viewings import views

app_name = "viewings"

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/why/", views.why, name="why"),
    path("clients/<uuid:client_id>/looked/", views.looked, name="looked"),
]
