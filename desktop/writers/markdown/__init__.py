"""Markdown: a document as text that anyone can read, compare and keep."""
