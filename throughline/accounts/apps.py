"""Makes the package known to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "throughline.accounts"
