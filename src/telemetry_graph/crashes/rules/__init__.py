"""What an app says itself about the grouping of its crashes."""
