"""Who might call whom on which day: proposed with reasons, decided by people."""
