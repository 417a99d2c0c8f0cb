"""What this person can use now, with the reasons, and what nobody offers them yet (R38)."""
