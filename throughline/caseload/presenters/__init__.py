"""Caseload facts in words, a page each."""
