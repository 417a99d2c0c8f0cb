"""Makes the package known to Django."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "throughline.suggestions"
