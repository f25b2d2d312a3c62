"""The sample office: the figures of a published report, and invented proposals."""

from datetime import date

SAMPLE_DATE = date(2023, 4, 19)  # of the figures
AUTHOR = "secretariat"  # author of the changes, so that no user can undo them
