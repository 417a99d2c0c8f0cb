"""Makes the package known to Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "throughline.imports"
