"""Plans on hold, what a closing does to everybody who leans on it, and the list of what can restart (R41, R46)."""
