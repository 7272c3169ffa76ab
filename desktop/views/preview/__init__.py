"""The pages as they will be printed."""
