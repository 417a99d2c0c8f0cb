"""Commissioner, providers, surgeries: who runs or commissions the service, how they are tied, and dated settings."""
