"""The parts of the dialog of a policy's properties."""
