"""The size of the property tests of this package: small enough for every run, the same cases each time."""

from hypothesis import settings

settings.register_profile("comparison", max_examples=40, deadline=None, derandomize=True, database=None)
settings.load_profile("comparison")
