"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.clients import views

app_name = "clients"

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/particulars/", views.particulars, name="particulars"),
]
