"""What just happened, pushed to whoever watches."""
