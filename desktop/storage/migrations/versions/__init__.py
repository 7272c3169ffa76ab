"""Revisions are numbered 0001, 0002, …: a greater number is a newer schema. They import nothing
of today's models, so that an old library can be opened in many years' time."""
