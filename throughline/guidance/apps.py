"""Makes the package known to Django."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "throughline.guidance"
