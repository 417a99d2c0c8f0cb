"""Contacts in words, a page each."""
