"""Makes the package known to Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "throughline.office"
