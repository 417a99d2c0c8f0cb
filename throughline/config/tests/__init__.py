"""The table of reactions: what follows from an act, and what is taken back when the act is put right."""
