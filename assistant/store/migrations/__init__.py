"""The versions of the tables, brought about by Alembic as a database is opened."""
