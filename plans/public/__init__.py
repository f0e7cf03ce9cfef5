"""Public: what of a plan everybody may read, as its area chooses."""
