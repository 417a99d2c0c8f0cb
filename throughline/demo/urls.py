"""The addresses of the demo. Live settings have none of them."""

from django.urls import path

from throughline.demo import views

app_name = "demo"

urlpatterns = [
    path("date/", views.choose_day, name="date"),
    path("sign-in/<slug:persona>/", views.sign_in, name="sign_in"),
]
