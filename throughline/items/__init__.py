"""What a client is given, from being asked for to being used, or not used and why (R43)."""
