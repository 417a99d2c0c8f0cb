"""Who works with whom: allocating, handing over, leavers, taking people back, and each worker's day."""
