"""The doors of a plan: the whole of it, and a page for each part that can be written or changed."""
