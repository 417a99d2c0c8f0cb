"""Lists of vulnerable people as surgeries and councils send them, and who is on them: each person once (R50)."""
