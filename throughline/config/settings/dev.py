"""The demo service on a laptop: made-up people, a clock that can be set, one-click personas."""

from throughline.config.settings.base import *  # noqa: F403
from throughline.config.settings.base import INSTALLED_APPS, TEMPLATES, kept_secret

DEBUG = False
DEMO = True
CLOCK = "throughline.demo.clock.demo_time"
SECRET_KEY = kept_secret("secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "throughline.demo"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("throughline.demo.context.personas")
