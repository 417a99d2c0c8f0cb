"""Makes the package known to Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "throughline.access"
