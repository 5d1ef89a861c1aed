"""The first page of the admin: what there is to do. Queues (a module each, the list of them in queues.py) and the coverage grid.

Everything here reads and leads somewhere; what is done about it is done on the forms and steps of the records.
"""
