"""Source maps: the names and lines of a bundle's source code."""
