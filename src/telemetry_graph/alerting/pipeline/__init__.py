"""From a trigger to a delivered message. In order:

`triggers`, `metric_triggers` → outbox → `decide` with `suppression`, `summaries`, `escalation`
→ deliveries → `dispatcher` with `sender` and `retry`.
"""
