"""The sample office: figures of a published report, and invented proposals."""

from datetime import date

SAMPLE_DATE = date(2023, 4, 19)  # what the figures are as of
AUTHOR = "secretariat"  # signs the history, so that nobody's undo takes the sample back
