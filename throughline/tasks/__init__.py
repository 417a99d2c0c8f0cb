"""What a worker has to do for a client apart from the next contact: reply to who called, follow up what was said."""
