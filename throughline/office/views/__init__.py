"""The doors of the office."""
