"""What a person's life is like, each fact with the day from which it held; and the conditions they live with."""
