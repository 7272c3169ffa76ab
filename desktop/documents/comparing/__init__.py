"""What is different between two revisions of a policy, by the ids of their clauses."""
