"""Made-up people whose lives are lived through the real commands (R149). Never installed in live settings."""
