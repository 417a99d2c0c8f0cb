"""The addresses of this package."""

from django.urls import path

from throughline.substitutes import views

app_name = "substitutes"

urlpatterns = [
    path("methods/", views.library, name="library"),
    path("methods/new/", views.write_up, name="write_up"),
    path("methods/<uuid:substitute_id>/", views.substitute, name="substitute"),
    path("methods/<uuid:substitute_id>/change/", views.change, name="change"),
    path("clients/<uuid:client_id>/methods/", views.offered, name="offered"),
    path("clients/<uuid:client_id>/methods/<uuid:substitute_id>/", views.use, name="use"),
]
