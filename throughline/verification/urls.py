"""The addresses of this package."""

from django.urls import path

from throughline.verification import views

app_name = "verification"

urlpatterns = [
    path("verify/", views.call_round, name="round"),
    path("verify/<uuid:turn_id>/", views.call, name="call"),
    path("directory/<uuid:service_id>/link/", views.link, name="link"),
    path("how-are-you/<str:token>/", views.answer, name="answer"),
]
