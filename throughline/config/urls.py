"""Every address. Each package lists its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("throughline.desk.urls")),
    path("", include("throughline.office.urls")),
    path("", include("throughline.clients.urls")),
    path("", include("throughline.referrals.urls")),
    path("", include("throughline.circumstances.urls")),
    path("", include("throughline.support_plans.urls")),
    path("", include("throughline.agreements.urls")),
    path("", include("throughline.caseload.urls")),
    path("", include("throughline.watch.urls")),
    path("", include("throughline.suggestions.urls")),
    path("", include("throughline.contacts.urls")),
    path("", include("throughline.endings.urls")),
    path("", include("throughline.guidance.urls")),
    path("", include("throughline.tasks.urls")),
    path("", include("throughline.correspondence.urls")),
    path("", include("throughline.onward_referrals.urls")),
    path("", include("throughline.holds.urls")),
    path("", include("throughline.in_person.urls")),
    path("", include("throughline.disruptions.urls")),
    path("", include("throughline.triage.urls")),
    path("directory/", include("throughline.directory.urls")),
    path("", include("throughline.verification.urls")),
    path("", include("throughline.profiles.urls")),
    path("", include("throughline.merging.urls")),
    path("", include("throughline.viewings.urls")),
    path("", include("throughline.check_ins.urls")),
    path("", include("throughline.items.urls")),
    path("", include("throughline.enquiries.urls")),
    path("", include("throughline.advocacy.urls")),
    path("", include("throughline.substitutes.urls")),
    path("", include("throughline.outreach.urls")),
    path("", include("throughline.linkage.urls")),
    path("", include("throughline.campaigns.urls")),
    path("", include("throughline.planner.urls")),
    path("", include("throughline.oversight.urls")),
    path("open-referral/v3/", include("throughline.openreferral.urls")),
    path("account/", include("throughline.access.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("throughline.demo.urls")))

handler400 = "throughline.desk.errors.bad_request"
handler403 = "throughline.desk.errors.not_allowed"
handler404 = "throughline.desk.errors.not_found"
handler500 = "throughline.desk.errors.server_error"
