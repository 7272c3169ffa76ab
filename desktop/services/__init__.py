"""What a person does: commands, the bus that runs them, queries, long work."""
