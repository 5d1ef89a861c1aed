"""The desk's clients, for the desk of tokens."""

from tests.regulatory.admin.conftest import chief, curator, decider, enter, root  # noqa: F401
