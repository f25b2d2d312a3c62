"""제안: the inbox of ideas, from receipt to decision."""
