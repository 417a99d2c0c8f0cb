"""The questions of the caseload's pages, in a manager's words."""
