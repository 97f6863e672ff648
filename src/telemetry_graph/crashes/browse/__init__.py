"""Lists crash groups and shows what is known of one."""
