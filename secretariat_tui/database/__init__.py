"""The office file: one SQLite database, one thread, one function for writes.

Layers, each importing only those before it: engine, search, schema, audit, maintenance, transfer; `file` and
`watch` use them all. Reading (`engine.reader`) needs only the standard library, so that the first screen and
the command line need not import SQLModel. Every write goes through `OfficeFile.edit`: triggers
(`schema.ddl`) refuse a write without an open transaction row, and log the old and new values of every row,
from which `audit.undo` undoes and redoes.
"""
