"""Who may do what: permissions, roles as sentences, and the door that turns a session into an actor."""
