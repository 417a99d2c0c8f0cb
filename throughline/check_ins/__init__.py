"""The check-in with an existing client: more than food and medicine, and never finished by these alone (R31)."""
