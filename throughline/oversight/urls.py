"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.oversight import views

app_name = "oversight"

urlpatterns: list[URLPattern | URLResolver] = [
    path("integrity/", views.integrity, name="integrity"),
]
