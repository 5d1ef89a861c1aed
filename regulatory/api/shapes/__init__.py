"""The shape of every answer of the API, field by field, as the schema tells it and the tests hold the answers to it.

Answers are made by the view sets, from plain dicts; nothing here runs when one is served.
"""
