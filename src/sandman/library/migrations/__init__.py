"""Alembic's scripts, run from code by `schema.upgrade`; there is no alembic.ini."""
