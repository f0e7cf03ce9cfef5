"""People: sign-in by e-mail, memberships, and every "may this person …?"."""
