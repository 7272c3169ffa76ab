"""The steps in the life of a policy, each asked for in a dialog of its own."""
