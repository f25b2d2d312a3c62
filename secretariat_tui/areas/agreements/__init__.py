"""협약: the register of agreements, their parties and tasks."""
