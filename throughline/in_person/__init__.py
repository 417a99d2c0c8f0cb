"""The queue of people who would do better face to face, and what they want to talk about then (R35)."""
