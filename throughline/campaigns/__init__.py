"""Contacting everybody: a campaign over all open cases, its coverage with names, and the order of the calls."""
