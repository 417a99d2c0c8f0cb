"""How somebody's time in the service ends: by which policy, what they were told, and how they come back."""
