"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.circumstances import views

app_name = "circumstances"

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/about/", views.about, name="about"),
    path("clients/<uuid:client_id>/about/change/<str:topic>/", views.change, name="change"),
    path("clients/<uuid:client_id>/about/correct/<uuid:entry_id>/", views.correct, name="correct"),
    path("clients/<uuid:client_id>/about/conditions/add/", views.add_condition, name="add_condition"),
    path(
        "clients/<uuid:client_id>/about/conditions/<uuid:condition_id>/end/", views.end_condition, name="end_condition"
    ),
]
