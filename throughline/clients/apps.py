"""Makes the package known to Django."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "throughline.clients"
