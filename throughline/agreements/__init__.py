"""What a person has agreed to, piece by piece, each with its date and wording, and what they have withdrawn."""
