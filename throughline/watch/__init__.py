"""Lists of people to look at: silent, late, long in the service; and how often to speak with each (R9, R27, R74)."""
