"""Public guidance in plain words: what one can do, what one cannot, and which version somebody was told."""
