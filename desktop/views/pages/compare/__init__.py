"""Two revisions of a policy beside each other: what changed, why, and how much it weighs."""
