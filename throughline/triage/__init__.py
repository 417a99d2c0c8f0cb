"""Calls to people on lists of vulnerable people: what was asked, what is needed, and how it ends."""
