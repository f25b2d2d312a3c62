"""The migrations in `versions`, run by `maintenance.upgrade`. Migration 0002 leads from version 1 to 2.

A migration runs without triggers and foreign keys, within the upgrade's transaction; afterwards the triggers are
created again and the foreign keys checked. One that rebuilds a table must keep its AUTOINCREMENT:
`op.batch_alter_table(name, table_kwargs={"sqlite_autoincrement": True})`.

One that sets `keeps_log = True` promises that the audit log fits the new tables: it changes no columns, or converts
their rows in `change` too. Edits from before the upgrade can then be undone.
"""
