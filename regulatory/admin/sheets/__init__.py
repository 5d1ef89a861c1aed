"""Spreadsheets on the curators' desk: templates, exports, imports with a dry run. What files hold is decided in regulatory/sheets/."""
