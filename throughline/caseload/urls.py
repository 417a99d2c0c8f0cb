"""The addresses of this package."""

from django.urls import URLPattern, URLResolver

app_name = "caseload"

urlpatterns: list[URLPattern | URLResolver] = []
