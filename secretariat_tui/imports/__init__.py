"""Records from other programs' files: CSV and XLSX into a register, checked, in one undoable transaction."""
