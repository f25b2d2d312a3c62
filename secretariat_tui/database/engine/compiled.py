"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

LAST_COMMIT = """
    SELECT tx.id, tx.at
    FROM tx
    ORDER BY tx.id DESC
    LIMIT 1 OFFSET 0"""

HAS_COMMIT = """
    SELECT tx.id
    FROM tx
    WHERE tx.id = :id AND tx.at = :at"""

COMMITS_AFTER = """
    SELECT count(*) AS commits
    FROM tx
    WHERE tx.id > :id"""

CHANGING_COMMITS_AFTER = """
    SELECT tx.id
    FROM tx
    WHERE tx.id > :id AND tx.kind != 'export'"""

OPEN_TRANSACTION = """
    SELECT tx.id
    FROM tx
    WHERE tx.open = 1"""

HAS_CHANGES = """
    SELECT change.id
    FROM change
    WHERE change.tx = :tx
    LIMIT 1 OFFSET 0"""
