"""Standards: the frameworks that plans answer to, as data in versions."""
