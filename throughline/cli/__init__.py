"""The command line: the same commands and queries that the pages call, for whoever runs the service and for scripts."""
