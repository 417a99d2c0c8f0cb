"""A real service. No demo, no settable clock; secrets and hosts come from the environment."""

import os

from throughline.config.settings.base import *  # noqa: F403
from throughline.config.settings.base import kept_secret

DEBUG = False
SECRET_KEY = kept_secret("secret_key")
ALLOWED_HOSTS = os.environ.get("THROUGHLINE_HOSTS", "localhost").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
