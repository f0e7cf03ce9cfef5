"""What every test is held to: no network, no undefined words, no chance order, no endless wait."""
