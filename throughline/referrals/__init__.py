"""Who asked for a person to be offered the service, why, whether they may have it, and what became of it."""
