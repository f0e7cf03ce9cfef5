"""Places: the nine regions and the local areas of England."""
