"""The pure part: a problem goes in, a proposal with the price of each promise comes out. No Django, no clock."""
