"""The project's own generators and lints."""
