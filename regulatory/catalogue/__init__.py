"""The identity nouns as plain values for people's pages, a noun a module: no query is left for a template to make.

What readers may see of each noun, and its joins, is decided in nouns.py; facts are read by querysets.py. A function is named after its
reader and takes the same number of queries whatever it finds. Nothing here is written.
"""
