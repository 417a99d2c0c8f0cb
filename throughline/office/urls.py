"""The addresses of this package."""

from django.urls import URLPattern, URLResolver, path

from throughline.office.views.organisations import (
    add_organisation,
    close_organisation,
    end_relation,
    organisation,
    organisations,
    relate,
)
from throughline.office.views.settings import conditions, discharge, setting, settings
from throughline.office.views.workers import attach, detach, strengths, worker

app_name = "office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", settings, name="settings"),
    path("settings/conditions/", conditions, name="conditions"),
    path("settings/discharge/", discharge, name="discharge"),
    path("settings/<str:setting>/", setting, name="setting"),
    path("organisations/", organisations, name="organisations"),
    path("organisations/add/", add_organisation, name="add_organisation"),
    path("organisations/<uuid:organisation_id>/", organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/relate/", relate, name="relate"),
    path("organisations/<uuid:organisation_id>/close/", close_organisation, name="close_organisation"),
    path("organisations/relations/<uuid:relation_id>/end/", end_relation, name="end_relation"),
    path("team/<uuid:worker_id>/", worker, name="worker"),
    path("team/<uuid:worker_id>/attach/", attach, name="attach"),
    path("team/<uuid:worker_id>/strengths/", strengths, name="strengths"),
    path("team/attachments/<uuid:attachment_id>/end/", detach, name="detach"),
]
