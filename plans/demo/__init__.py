"""Demo: an invented country that tells stories."""
