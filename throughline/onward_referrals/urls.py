"""The addresses of this package."""

from django.urls import path

from throughline.onward_referrals import views

app_name = "onward_referrals"

urlpatterns = [
    path("clients/<uuid:client_id>/onward/", views.of_client, name="of_client"),
    path("clients/<uuid:client_id>/onward/new/", views.refer_on, name="refer_on"),
    path("onward/<uuid:onward_id>/", views.referral, name="referral"),
    path("onward/waits/", views.waits, name="waits"),
    path("onward/whom/", views.whom, name="whom"),
]
