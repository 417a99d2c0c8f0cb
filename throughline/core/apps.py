"""Makes the package known to Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "throughline.core"
