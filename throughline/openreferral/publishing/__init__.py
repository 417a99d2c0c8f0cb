"""Our directory for everybody, in Open Referral UK 3.0: read-only, without private places and without people."""
