"""How a library's schema came to be: one self-contained Alembic revision a step, for ever."""
