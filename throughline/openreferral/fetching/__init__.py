"""Getting a feed's records, from the web or from a file, whatever state it is in. Nothing here knows the database."""
