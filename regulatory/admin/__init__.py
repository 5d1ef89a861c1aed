"""How it is kept by curators: Django's admin, dressed for versions, reasons and reviews.

desk/ is the first page, with its queues; sheets/ are the spreadsheets. facts.py and review.py carry versions of facts, pending.py their
coming changes, corrections.py what readers say of them, records.py the identity nouns (each in a module of its own), resting.py what rests
on a source, changes.py what is only read, people.py the accounts. Every write goes through curation/actions.py.
"""

from regulatory.admin import (  # noqa: F401
    changes,
    corrections,
    facts,
    jurisdictions,
    pending,
    people,
    quality,
    reliance,
    sources,
    vocabulary,
)
