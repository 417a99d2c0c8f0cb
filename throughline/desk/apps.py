"""Makes the package known to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "throughline.desk"
