"""Who looked at whose record, and why: the question asked of a link worker outside their caseload (R2, R131)."""
