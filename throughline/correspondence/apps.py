"""Makes the package known to Django."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "throughline.correspondence"
