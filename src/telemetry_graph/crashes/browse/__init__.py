"""Lists crash groups and reads the details of one."""
