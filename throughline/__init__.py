"""Throughline runs a link-worker social prescribing service, so that nobody is lost on the way."""
