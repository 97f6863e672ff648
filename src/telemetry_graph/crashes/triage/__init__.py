"""What developers decide about crash groups, and who decided it when."""
