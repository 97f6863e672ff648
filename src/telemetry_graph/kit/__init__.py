"""Code that every domain uses and none owns."""
