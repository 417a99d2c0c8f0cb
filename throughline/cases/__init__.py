"""The spine: one spell in the service, its worker, its level and its next contact. Holds the first promise."""
