"""Planning: plans, themes, actions and their timescales."""
