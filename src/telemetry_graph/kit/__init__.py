"""What every domain builds on and none owns."""
