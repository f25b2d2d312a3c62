"""The report as a document: filled from a template, shown, listed by its figures, and taken out."""
