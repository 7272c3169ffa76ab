"""The policy page: chapter tree, form, live pages."""
