"""Refers people on to linked services, keeps them company while they wait, and can say what became of it (R39-R42)."""
