"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.agreements import views

app_name = "agreements"

urlpatterns: list[URLPattern | URLResolver] = [
    path("research/sampling-list/", views.sampling_list, name="sampling_list"),
    path("clients/<uuid:client_id>/agreements/", views.agreements, name="list"),
    path("clients/<uuid:client_id>/agreements/ask/<str:about>/", views.ask, name="ask"),
    path("clients/<uuid:client_id>/agreements/<uuid:agreement_id>/withdraw/", views.withdraw, name="withdraw"),
]
