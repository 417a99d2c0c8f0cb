"""Two records of one person become one: planned first, everything that points at a person moved, and undone exactly."""
