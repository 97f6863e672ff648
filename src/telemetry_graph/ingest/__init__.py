"""The write path: one batch in, one transaction out."""
