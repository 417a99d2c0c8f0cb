"""The addresses of this package."""

from django.urls import path

from throughline.linkage import views

app_name = "linkage"

urlpatterns = [
    path("vulnerable-lists/who-is-it/", views.questions, name="questions"),
    path("vulnerable-lists/who-is-it/<uuid:person_id>/", views.question, name="question"),
]
