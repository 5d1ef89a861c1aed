"""The log of a public site: a JSON object a line on standard error, with the request's id, method and path; no query, body or cookie.

A line is written when a request ends, and whenever something logs. JSON escapes what a reader typed, so no line can be forged.
"""

from __future__ import annotations

import logging
from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_structlog.signals import bind_extra_request_failed_metadata, bind_extra_request_finished_metadata

REQUEST_ID = "X-Request-ID"

SHARED: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.format_exc_info,
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # What a request was answered is in its own line.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

STARTED_LEVEL = logging.DEBUG
"""Of the line at a request's start, so that it is not written."""


def configure() -> None:
    """Make structlog write through the standard library's logging."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


@receiver([bind_extra_request_finished_metadata, bind_extra_request_failed_metadata])
def tell_request(
    request: HttpRequest, logger: Any, log_kwargs: dict[str, Any], response: HttpResponseBase | None = None, **_: Any
) -> None:
    """The path without its query, in which a token may stand; and to the reader, so that he can quote it, the id of his request."""
    log_kwargs["request"] = f"{request.method} {request.path}"
    if response is not None:
        response.headers[REQUEST_ID] = str(structlog.contextvars.get_merged_contextvars(logger).get("request_id", ""))
