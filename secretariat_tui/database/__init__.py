"""The office's file: one SQLite database, one thread, one door for writes.

Reading needs only the standard library (`reader`), so the first screen and the command line do not
wait for SQLModel. Writing goes through SQLModel and `OfficeFile.edit` (`door`), and nowhere else:
triggers (`schema`) refuse a write that has no open transaction row, and log old and new values of
every row, from which `history` undoes and redoes.
"""
