"""Who on a list is a client already: a trained model proposes, and people decide."""
