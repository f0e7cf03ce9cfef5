"""Benchmarks (``make bench``): the service as ``up`` starts it, against bare Django and bare PostgreSQL."""
