"""Makes the package known to Django."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "throughline.tasks"
