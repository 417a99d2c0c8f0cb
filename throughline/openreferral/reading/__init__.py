"""One record of somebody else's feed, read without trust: a typed record, or a refusal that says how to mend it."""
