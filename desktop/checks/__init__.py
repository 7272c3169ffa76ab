"""Rules that say what is vague, missing or contradictory in a policy (制度体检)."""
