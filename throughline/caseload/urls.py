"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.caseload.views.my_day import my_day, my_people

app_name = "caseload"

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-day/", my_day, name="my_day"),
    path("my-people/", my_people, name="my_people"),
]
