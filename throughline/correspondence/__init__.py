"""What the service tells clients besides speaking with them: notices, each in a form that this person can use."""
