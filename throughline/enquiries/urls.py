"""The addresses of this package."""

from django.urls import path

from throughline.enquiries import views

app_name = "enquiries"

urlpatterns = [
    path("questions/", views.open_enquiries, name="open"),
    path("clients/<uuid:client_id>/ask/", views.ask, name="ask"),
    path("questions/<uuid:enquiry_id>/", views.enquiry, name="enquiry"),
]
