"""The office: the numbers a service runs by, with their history, and when it cannot work as usual (R150)."""
