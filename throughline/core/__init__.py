"""What every room stands on: who acts, decisions with reasons, events, the clock, ids. Imports nothing of ours."""
