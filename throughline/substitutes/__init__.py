"""The shared library of remote ways of doing in-person things, and how they went (R47)."""
