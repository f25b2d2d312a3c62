"""The full-text index and the queries behind long lists."""
