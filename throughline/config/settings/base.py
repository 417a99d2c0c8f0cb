"""What is the same wherever Throughline runs."""

import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from throughline import postgres

ROOT = Path(__file__).resolve().parents[3]
DATA = postgres.data_folder()
BUILT = Path(os.environ.get("THROUGHLINE_BUILT", ROOT / ".build"))


def kept_secret(name: str) -> str:
    """Read a secret from the environment, or make one once and keep it in the data folder, for its owner only."""
    given = os.environ.get(f"THROUGHLINE_{name.upper()}")
    if given:
        return given
    file = DATA / name
    if not file.exists():
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text()


def database(url: str) -> dict[str, object]:
    """Describe a database to Django, from its address."""
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts[ours]) for ours, django in known.items() if parts.get(ours)},
        "OPTIONS": {k: v for k, v in parts.items() if k not in known},
        # A new connection costs five times the query, so each thread of the web server keeps its own. Measured equal to
        # psycopg's pool there, and without the pool's own threads, which do not go with a web server that forks.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


# The program signs in as a role that row-level security binds. Only set-up, which migrates, is the owner.
AS_OWNER = os.environ.get("THROUGHLINE_AS") == "owner"
_urls = postgres.urls()
DATABASES = {"default": database(_urls.owner if AS_OWNER else _urls.program)}
PROGRAM_ROLE = str(database(_urls.program)["USER"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEMO = False
CLOCK = "throughline.core.clock.system_time"
# Where map tiles come from, as https://tile.openstreetmap.org/{z}/{x}/{y}.png. Empty: no maps, no other host asked.
MAP_TILES = os.environ.get("THROUGHLINE_MAP_TILES", "")
REACTIONS = "throughline.config.reactions.REACTIONS"
AGENDA = "throughline.config.agenda.SOURCES"
STANDS_OPEN = "throughline.config.endings.STANDS_OPEN"
GAINED = "throughline.config.endings.GAINED"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "throughline.core",
    "throughline.audit",
    "throughline.jobs",
    "throughline.nhsuk",
    "throughline.organisations",
    "throughline.accounts",
    "throughline.absences",
    "throughline.access",
    "throughline.office",
    "throughline.drafts",
    "throughline.areas",
    "throughline.directory",
    "throughline.clients",
    "throughline.circumstances",
    "throughline.agreements",
    "throughline.profiles",
    "throughline.referrals",
    "throughline.cases",
    "throughline.guidance",
    "throughline.endings",
    "throughline.contacts",
    "throughline.tasks",
    "throughline.in_person",
    "throughline.disruptions",
    "throughline.triage",
    "throughline.check_ins",
    "throughline.correspondence",
    "throughline.onward_referrals",
    "throughline.items",
    "throughline.support_plans",
    "throughline.enquiries",
    "throughline.advocacy",
    "throughline.substitutes",
    "throughline.caseload",
    "throughline.suggestions",
    "throughline.holds",
    "throughline.watch",
    "throughline.verification",
    "throughline.merging",
    "throughline.outreach",
    "throughline.linkage",
    "throughline.viewings",
    "throughline.campaigns",
    "throughline.planner",
    "throughline.oversight",
    "throughline.desk",
    "throughline.imports",
    "throughline.openreferral",
]

MIDDLEWARE = [
    "throughline.access.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "throughline.access.middleware.ActorMiddleware",
    "throughline.merging.middleware.MergedRecordMiddleware",
    # Within it too: whoever opens a record outside their caseload is asked why.
    "throughline.viewings.middleware.EntranceMiddleware",
    # Within the actor's transaction: to ask for the password again, it raises and then reads the database once more.
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "throughline.config.urls"
WSGI_APPLICATION = "throughline.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "throughline.nhsuk.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "throughline.access.context.furniture",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["throughline.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "throughline.accounts.adapter.ClosedDoorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key"}
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_CHANGE_REDIRECT_URL = "mfa_index"
ACCOUNT_FORMS = {
    "login": "throughline.accounts.forms.SignIn",
    "change_password": "throughline.accounts.forms.ChangePassword",
    "reauthenticate": "throughline.accounts.forms.PasswordAgain",
}
MFA_FORMS = {
    "authenticate": "throughline.accounts.forms.Code",
    "reauthenticate": "throughline.accounts.forms.CodeAgain",
    "activate_totp": "throughline.accounts.forms.FirstCode",
}
MFA_TOTP_ISSUER = "Throughline"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60
# What was done is said with people's names: kept with the session in our database, never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "throughline.desk.errors.csrf_failure"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILT / "collected"
STATICFILES_DIRS = [BUILT / "static"]

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What an import asks for again is in its own report.
    "loggers": {"urllib3": {"level": "ERROR"}},
}
