"""Who signs in. An account is one person's job at one organisation; a second job is a second account."""
