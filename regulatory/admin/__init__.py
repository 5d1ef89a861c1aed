"""How it is kept by curators: Django's admin, dressed for versions, reasons and reviews.

facts.py and review.py carry versions of facts, records.py the identity nouns (each in a module of its own), changes.py what is only
read, people.py the accounts. Every write goes through curation/actions.py.
"""

from django.contrib import admin

from regulatory.admin import (  # noqa: F401
    changes,
    facts,
    jurisdictions,
    people,
    quality,
    reliance,
    sources,
    vocabulary,
)

admin.site.site_header = "ATMP knowledge base — curators' desk"
admin.site.site_title = "Curators' desk"
admin.site.index_title = "What is known, and how it is kept"
