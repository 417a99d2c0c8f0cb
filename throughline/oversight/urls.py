"""The addresses of this package."""

from django.urls import URLPattern, URLResolver

app_name = "oversight"

urlpatterns: list[URLPattern | URLResolver] = []
