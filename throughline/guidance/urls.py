"""The addresses of this package."""

from django.urls import path

from throughline.guidance import views

app_name = "guidance"

urlpatterns = [
    path("guidance/", views.current, name="current"),
    path("guidance/publish/", views.publish, name="publish"),
    path("guidance/<uuid:version_id>/", views.version, name="version"),
]
