"""The API in its first version, and the page that tells of it."""
