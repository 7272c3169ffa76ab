"""Cells of tables: how they are painted and how they are edited in place."""
