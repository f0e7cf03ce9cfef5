"""History: who did what to a thing and when, before and after in words.

Two records are read together (docs/adr/0002): the audit trail says who did what in a word, the
database's own history of rows catches bulk and raw writes too. Each app says for its kinds of
things how they are found, who may see them and what their fields are called (``registry.py``).
"""
