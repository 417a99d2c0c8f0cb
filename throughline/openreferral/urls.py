"""Addresses of the published directory, each open to everybody."""

from throughline.openreferral.publishing.api import api
from throughline.openreferral.publishing.doors import doors

app_name = "openreferral"
urlpatterns = doors(api)
