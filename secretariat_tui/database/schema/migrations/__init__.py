"""The steps from each version of the schema to the next, in `versions`, run by `database.upgrade`.

Step 0002 leads from version 1 to 2. A step runs without triggers and without foreign keys, within the
upgrade's transaction; both are checked or laid again after it. Where a step rebuilds a table, say so that
its numbers go on: `op.batch_alter_table(name, table_kwargs={"sqlite_autoincrement": True})`.
"""
