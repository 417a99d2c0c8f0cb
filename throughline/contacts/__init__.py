"""Tries and conversations, and the next contact that each one promises. Only two-way counts as reached."""
