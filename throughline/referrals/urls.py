"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.referrals import views

app_name = "referrals"

urlpatterns: list[URLPattern | URLResolver] = [
    path("refer/", views.refer, name="refer"),
    path("referrals/", views.ours, name="ours"),
    path("referrals/<uuid:referral_id>/", views.sheet, name="sheet"),
    path("referrals/<uuid:referral_id>/decide/", views.decide, name="decide"),
]
