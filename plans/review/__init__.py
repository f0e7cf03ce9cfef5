"""Review: a plan on its way from draft to published."""
