"""Alembic's entry: runs on the connection `schema.upgrade` hands over, inside its transaction."""

from alembic import context

from sandman.library.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The caller's one transaction holds the lock and the whole upgrade; SQLite can roll back tables too.
    transactional_ddl=True,
)
context.run_migrations()
