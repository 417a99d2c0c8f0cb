"""The questions of the office."""
