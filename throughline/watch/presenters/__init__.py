"""What the lists say."""
