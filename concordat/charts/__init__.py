"""Series in, SVG data out; every picture has a table twin. Knows no area and no plan."""
