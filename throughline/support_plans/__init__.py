"""What somebody is working towards and what they have gained: in their words, with what it all leans on (R19-R22)."""
