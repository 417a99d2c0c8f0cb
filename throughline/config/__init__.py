"""Puts the parts together: settings, addresses, what follows from what. Knows everything, decides nothing."""
