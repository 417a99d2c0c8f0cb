"""Where a postcode lies and how deprived its neighbourhood is, from the official tables, each under its own edition."""
