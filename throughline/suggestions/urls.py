"""The addresses of this package."""

from django.urls import path

from throughline.suggestions import views

app_name = "suggestions"

urlpatterns = [
    path("clients/<uuid:client_id>/find/", views.find, name="find"),
    path("what-nothing-fits/", views.gap, name="gap"),
    path("clients/<uuid:client_id>/ideas/", views.ideas, name="ideas"),
]
