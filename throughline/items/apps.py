"""Makes the package known to Django."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "throughline.items"
