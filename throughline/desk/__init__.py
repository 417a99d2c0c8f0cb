"""Pages that cross packages: where each role starts, the client's whole record, errors."""
