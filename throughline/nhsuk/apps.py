"""Makes the package known to Django."""

from django.apps import AppConfig


class NhsukConfig(AppConfig):
    name = "throughline.nhsuk"
