"""Makes the package known to Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "throughline.oversight"
