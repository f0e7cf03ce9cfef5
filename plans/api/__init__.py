"""The read API: what is public, and with a personal token what its owner may see."""
