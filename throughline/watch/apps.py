"""Makes the package known to Django."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "throughline.watch"
