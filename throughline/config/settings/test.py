"""Tests: the demo's settings with a clock that stands still until a test moves it."""

from throughline.config.settings.base import BUILT, _urls, database
from throughline.config.settings.dev import *  # noqa: F403
from throughline.config.settings.dev import DATABASES

SECRET_KEY = "only-for-tests"
CLOCK = "tests.support.clock.test_time"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {**DATABASES, "owner": database(_urls.owner)}
ALLOWED_HOSTS = ["*"]
# As built: what tests look at needs no collecting.
STATIC_ROOT = BUILT / "static"
STATICFILES_DIRS = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
