"""What each person needs so that contact works for them, how they like to be helped, and who must not be met."""
