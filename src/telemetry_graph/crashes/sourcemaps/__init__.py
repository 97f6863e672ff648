"""Source maps: what the frames of a bundle were called before it was bundled."""
