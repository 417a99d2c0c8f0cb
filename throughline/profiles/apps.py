"""Makes the package known to Django."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "throughline.profiles"
