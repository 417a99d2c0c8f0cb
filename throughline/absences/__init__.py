"""Who is away, from when until when, and who covers: so that nobody waits for somebody who is not there."""
