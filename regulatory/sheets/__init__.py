"""Facts in spreadsheets, both ways: templates, exports that read back in unchanged, and imports that become drafts.

columns.py says which columns a type of fact has, cells.py how values are written in them. Out: writing.py. In: reading.py (with
csv_rows.py and xlsx_rows.py) reads the file, checking.py makes records of its rows, planning.py compares them with what is stored,
drafts.py writes. What a file may be at most stands in bounds.py. CSV and XLSX as formats are regulatory/spreadsheets.py.
"""
