"""What comes in from other systems by file: referrals, and a whole existing caseload (R147)."""
