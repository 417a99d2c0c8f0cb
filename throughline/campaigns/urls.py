"""The addresses of this package."""

from django.urls import path

from throughline.campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("campaign/", views.calls, name="calls"),
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/begin/", views.begin, name="begin"),
    path("campaigns/<uuid:campaign_id>/", views.coverage, name="coverage"),
    path("campaigns/<uuid:campaign_id>/untried/", views.untried, name="untried"),
    path("campaigns/<uuid:campaign_id>/cases/<uuid:case_id>/", views.person, name="person"),
]
