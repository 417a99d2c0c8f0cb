"""What was changed and whose record was looked at: append-only, sealed into a chain (R131)."""
