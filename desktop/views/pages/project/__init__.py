"""A project's checklists on the screen, and a policy's own lists."""
