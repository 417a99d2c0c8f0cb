"""Makes the package known to Django."""

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "throughline.linkage"
