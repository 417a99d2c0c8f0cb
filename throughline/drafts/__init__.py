"""What somebody typed and has not saved yet. A note a worker typed is never lost."""
