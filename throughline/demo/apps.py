"""Makes the package known to Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "throughline.demo"
