"""All settings, from the environment, with defaults that suit one person on one machine.

PRODUCTION=true switches the safe defaults of a public site on and makes the secrets required.
"""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from atmp_kb import logs
from atmp_kb.schema import prose

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
CONTENT_DIR = Path(env.str("CONTENT_DIR", str(BASE_DIR / "fixtures")))


def secret_key() -> str:
    """SECRET_KEY from the environment; for a local run, one made once and kept in var/."""
    key = env.str("SECRET_KEY", "")
    if PRODUCTION and (len(key) < 50 or len(set(key)) < 12):
        raise ImproperlyConfigured(
            f"PRODUCTION is set, so SECRET_KEY has to be {'stronger' if key else 'set too'}: a random text of 50 characters or more, "
            "for example from: python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
        )
    if key:
        return key
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60))
    return kept.read_text()


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "PRODUCTION is set, so ALLOWED_HOSTS has to name the hosts of this site, for example: kb.example.org"
    )
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# Whoever shows this token may read /metrics; without one there are no metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
if METRICS_TOKEN:
    # Workers count in files of one folder; the library reads its name from the environment when it is imported.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(VAR_DIR / "metrics"))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "access.apps.AccessConfig",
    "regulatory.apps.RegulatoryConfig",
    "workshop.apps.WorkshopConfig",
    "atmp_kb.apps.ProjectConfig",
    "atmp_kb.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "atmp_kb.apps.StaticFilesConfig",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    *(["django_structlog.middlewares.RequestMiddleware"] if PRODUCTION else []),
    *(["django_prometheus.middleware.PrometheusBeforeMiddleware"] if METRICS_TOKEN else []),
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "atmp_kb.linking.DescribedApi",
    "atmp_kb.limits.ToldLimits",
    "atmp_kb.caching.PublicCaching",
    "atmp_kb.caching.PublicCompression",
    "csp.middleware.CSPMiddleware",
    "atmp_kb.forms.LimitedForms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *(["django_prometheus.middleware.PrometheusAfterMiddleware"] if METRICS_TOKEN else []),
]

ROOT_URLCONF = "atmp_kb.urls"
WSGI_APPLICATION = "atmp_kb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'atmp-kb.sqlite3'}"), conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start, so that writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Compiling the query of a whole comparison takes PostgreSQL longer than answering it.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off", "connect_timeout": 5}
if replica_url := env.str("REPLICA_URL", ""):
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "REPLICA_URL is set, so DATABASE_URL has to name the PostgreSQL that it is a replica of."
        )
    DATABASES["replica"] = dj_database_url.parse(replica_url, conn_max_age=600, conn_health_checks=True) | {
        "OPTIONS": DATABASES["default"]["OPTIONS"],
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["atmp_kb.replicas.ReplicaRouter"]
    MIDDLEWARE.insert(MIDDLEWARE.index("atmp_kb.caching.PublicCaching"), "atmp_kb.replicas.PublicReadsFromReplica")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all workers where a Redis is named; without it each worker has its own.
REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        # A Redis that is gone makes answers slower, never wrong: nothing is kept only there.
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
# Ready answers that each worker keeps in its memory.
STORED_ANSWER_BYTES = env.int("STORED_ANSWER_MEGABYTES", 64) * 2**20

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
# Days are UTC days everywhere, so that "as of" means the same to every reader.
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Everything that a page loads comes from this server, and nothing stands in the page itself.
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "upgrade-insecure-requests": PRODUCTION,
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 8) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    LOGGING = logs.LOGGING
    logs.configure()
    DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logs.STARTED_LEVEL
    DJANGO_STRUCTLOG_USER_ID_FIELD = ""
    DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
    # Probes come from inside, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["atmp_kb.bodies.JsonBody"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["atmp_kb.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PAGINATION_CLASS": "atmp_kb.rest.Pagination",
    "DEFAULT_FILTER_BACKENDS": ["atmp_kb.rest.StrictFilterBackend"],
    "EXCEPTION_HANDLER": "atmp_kb.rest.problem_details",
    "DEFAULT_SCHEMA_CLASS": "atmp_kb.schema.proposing.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["atmp_kb.limits.MinuteThrottle"],
    # how many proxies of ours a request comes through: what stands further left in X-Forwarded-For, anybody may have written
    "NUM_PROXIES": env.int("PROXIES", 1 if PRODUCTION else 0),
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": None,
}

# The Model Context Protocol at /mcp, for assistants.
MCP = env.bool("MCP", False)
if MCP and find_spec("mcp") is None:
    raise ImproperlyConfigured("MCP is set, but its package is not installed: run `make mcp`, or leave MCP out.")

# Of one address without a token, and of one token; 0 for no limit.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", 300 if PRODUCTION else 0)
# Of one address without an account, such as corrections; 0 for no limit.
FORMS_PER_HOUR = env.int("FORMS_PER_HOUR", 10)
API_REQUESTS_PER_MINUTE_WITH_TOKEN = env.int("API_REQUESTS_PER_MINUTE_WITH_TOKEN", 3000 if PRODUCTION else 0)

# Pages of other sites may read the API; nothing in its answers depends on cookies.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_EXPOSE_HEADERS = ("ETag", "Link", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")

API_VERSION = "1.0"
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": prose.TITLE,
    "DESCRIPTION": prose.DESCRIPTION,
    "VERSION": API_VERSION,
    "LICENSE": {"name": "CC-BY-4.0", "identifier": "CC-BY-4.0"},
    "PREPROCESSING_HOOKS": ["atmp_kb.schema.operations.of_the_api"],
    "POSTPROCESSING_HOOKS": [
        "atmp_kb.schema.components.add_components",
        "atmp_kb.schema.operations.tell_tags",
    ],
    "SORT_OPERATIONS": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
CODE_LICENCE = "Apache-2.0"
CONTENT_LICENCE = "CC-BY-4.0"
CONTENT_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
DISCLAIMER = (
    "Regulatory knowledge for orientation; no legal advice. The text of the law and the authority's word prevail."
)
