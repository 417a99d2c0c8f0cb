"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.check_ins import views

app_name = "check_ins"

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<uuid:case_id>/check-in/", views.check_in, name="check_in"),
]
