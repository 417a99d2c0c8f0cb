"""The doors of contacts, a page each."""
