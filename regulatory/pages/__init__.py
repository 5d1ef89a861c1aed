"""How it is read by people: views by noun that hand finished values to the templates, which never query.

shell.py puts a page together, asking.py reads query strings strictly, cards.py and wording.py turn readings into what a template shows,
voices.py is where other apps (the workshop) add what was said about a noun.
"""
