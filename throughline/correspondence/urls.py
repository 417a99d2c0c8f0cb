"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.correspondence import views

app_name = "correspondence"

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", views.to_do, name="to_do"),
    path("notices/<uuid:notice_id>/", views.notice, name="notice"),
]
