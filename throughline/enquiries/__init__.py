"""What we ask on a client's behalf, and that they are told: the answer, or that there is none yet (R44)."""
