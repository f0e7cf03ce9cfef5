"""Dashboards: pages that answer one question from stored figures."""
