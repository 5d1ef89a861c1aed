"""The API described: its OpenAPI document, made of the view sets, the filter sets and the shapes, and the pages that show it.

What the API answers is decided elsewhere; nothing here changes an answer.
"""
