"""Alembic's entry: runs on the connection, and in the transaction, that `migrate` has opened."""

from alembic import context

connection = context.config.attributes["connection"]
# `migrate` holds one BEGIN IMMEDIATE around everything: a killed migration leaves nothing behind.
context.configure(connection=connection, target_metadata=None, transactional_ddl=False)
context.run_migrations()
