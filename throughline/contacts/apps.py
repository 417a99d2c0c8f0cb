"""Makes the package known to Django."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "throughline.contacts"
