"""Makes the package known to Django."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "throughline.merging"
