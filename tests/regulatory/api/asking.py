"""Asking the API in tests."""

from __future__ import annotations

from typing import Any

from django.test import Client

CLIENT = Client()


def get(address: str, status: int = 200) -> dict[str, Any]:
    """The answer at an address below /api/v1/."""
    response = CLIENT.get(f"/api/v1/{address}")
    assert response.status_code == status, (address, response.status_code, response.content)
    body: dict[str, Any] = response.json()
    return body


def keys(address: str) -> list[str]:
    """The keys of the listed records, in their order."""
    return [row.get("key") or row.get("code") for row in get(address)["results"]]


def refusal(address: str) -> dict[str, list[str]]:
    """What a bad request is told: parameter -> sentences."""
    errors: dict[str, list[str]] = get(address, 400)["errors"]
    return errors
