"""Every address. Each package lists its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("throughline.desk.urls")),
    path("", include("throughline.referrals.urls")),
    path("", include("throughline.caseload.urls")),
    path("", include("throughline.contacts.urls")),
    path("", include("throughline.oversight.urls")),
    path("account/", include("throughline.access.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("throughline.demo.urls")))

handler400 = "throughline.desk.errors.bad_request"
handler403 = "throughline.desk.errors.not_allowed"
handler404 = "throughline.desk.errors.not_found"
handler500 = "throughline.desk.errors.server_error"
