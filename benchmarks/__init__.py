"""Measurements on content that is larger than today's. Nothing here is imported by the software."""
