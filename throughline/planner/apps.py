"""Makes the package known to Django."""

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "throughline.planner"
