"""The questions of contacts, in the pages' words."""
