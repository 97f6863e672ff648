"""Alerts, in four packages: `rules`, `pipeline`, `content` and `channels`; `setup` builds them."""
