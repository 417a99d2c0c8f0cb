"""Makes the package known to Django."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "throughline.areas"
