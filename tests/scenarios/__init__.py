"""The scenarios of the requirements, each told as it was lived, through the real commands and pages."""
