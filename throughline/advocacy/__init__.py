"""What is done in a client's name: calls, letters and meetings, each with their authority (R45)."""
