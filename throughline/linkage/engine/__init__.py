"""Pure: rows in files go in, bands come out. Knows nothing of Django, the clock or the database."""
