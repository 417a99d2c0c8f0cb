"""The people the service is for: identity, how to reach them, what they need so that contact works."""
