"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

NEXT_UNDO = """
    SELECT tx.id, tx.label, tx.at
    FROM tx
    WHERE tx.who = :who AND (tx.kind NOT IN ('undo', 'export', 'restore', 'migrate', 'issue'))
      AND NOT (EXISTS
      (SELECT 1
        FROM tx AS later
        WHERE later.undoes = tx.id)) AND tx.id >
      coalesce((SELECT max(other.id) AS max_1
        FROM tx AS other
        WHERE other.who = :program AND other.kind = 'upgrade'), 0)
    ORDER BY tx.id DESC
    LIMIT 1 OFFSET 0"""

NEXT_REDO = """
    SELECT tx.id, tx.label, tx.at
    FROM tx
    WHERE tx.who = :who AND tx.kind = 'undo' AND NOT (EXISTS
      (SELECT 1
        FROM tx AS later
        WHERE later.undoes = tx.id)) AND tx.id >
      coalesce((SELECT max(other.id) AS max_1
        FROM tx AS other
        WHERE other.who = :who AND other.kind IN ('do', 'destroy')), 0) AND tx.id >
      coalesce((SELECT max(other.id) AS max_2
        FROM tx AS other
        WHERE other.who = :program AND other.kind = 'upgrade'), 0)
    ORDER BY tx.id DESC
    LIMIT 1 OFFSET 0"""

LAST_UPGRADE = """
    SELECT coalesce(max(tx.id), 0) AS tx
    FROM tx
    WHERE tx.who = :program AND tx.kind = 'upgrade'"""

TRANSACTIONS = """
    SELECT tx.id, tx.at, tx.kind, tx.open, tx.undoes
    FROM tx"""

CHANGES = """
    SELECT change.id, change.tx, change.tbl, change.op, change.old, change.new
    FROM change"""

CHANGES_BETWEEN = """
    SELECT change.id, change.tbl, change."row", change.op, change.old, change.new
    FROM change
    WHERE change.tx > :after AND change.tx <= :last AND change.op IN ('I', 'U', 'D')
    ORDER BY change.id"""

CHANGES_OF_TRANSACTION = """
    SELECT change.tbl, change."row", change.op, change.old, change.new
    FROM change
    WHERE change.tx = :tx
    ORDER BY change.id DESC"""

TABLES_OF_TRANSACTION = """
    SELECT DISTINCT change.tbl
    FROM change
    WHERE change.tx = :tx
    ORDER BY change.tbl"""

LAST_CHANGE = """
    SELECT tx.who, tx.at
    FROM change JOIN tx ON tx.id = change.tx
    WHERE change.tbl = :table AND change."row" = :row
    ORDER BY change.id DESC
    LIMIT 1 OFFSET 0"""

FIRST_CHANGE = """
    SELECT tx.who, tx.at, tx.label
    FROM change JOIN tx ON tx.id = change.tx
    WHERE change.tbl = :table AND change."row" = :row
    ORDER BY change.id
    LIMIT 1 OFFSET 0"""

OPEN_TIME = """
    SELECT tx.at
    FROM tx
    WHERE tx.open = 1"""

LAST_CHANGE_ID = """
    SELECT max(change.id) AS id
    FROM change"""

CHANGES_AFTER = """
    SELECT change.tbl, change."row"
    FROM change
    WHERE change.id > :id
    ORDER BY change.id"""

LAST_RESTORE = """
    SELECT tx.who, tx.at
    FROM tx
    WHERE tx.kind = 'restore'
    ORDER BY tx.id DESC
    LIMIT 1 OFFSET 0"""

AUTHORS = """
    SELECT DISTINCT tx.who
    FROM tx
    WHERE tx.who != :program"""

CHANGED_ROWS = """
    SELECT DISTINCT change."row"
    FROM change
    WHERE change.tx > :tx AND +change.tbl = :table"""

CHANGED_VALUES = """
    SELECT change.old, change.new
    FROM change
    WHERE change.tx > :tx AND +change.tbl = :table"""
