"""The addresses of this package."""

from django.urls import path

from throughline.items import views

app_name = "items"

urlpatterns = [
    path("clients/<uuid:client_id>/give/", views.give, name="give"),
    path("items/<uuid:item_id>/", views.item, name="item"),
]
