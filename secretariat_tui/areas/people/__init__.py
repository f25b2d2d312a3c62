"""사람·기관: the register of people and organizations, shared by all areas. The area of staff shows it."""
