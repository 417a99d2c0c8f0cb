"""Makes the package known to Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "throughline.directory"
