"""The grouping rules of apps."""
