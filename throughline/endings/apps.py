"""Makes the package known to Django."""

from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "throughline.endings"
