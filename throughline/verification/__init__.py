"""The call round: services are asked whether they still run, those first that most people lean on (R37)."""
