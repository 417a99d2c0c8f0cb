"""The doors of the caseload, a page each."""
