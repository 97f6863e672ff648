"""When an app tells its people something: its rules, their defaults, and what they match."""
