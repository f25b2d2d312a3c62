"""제안: proposals from receipt to decision, and the rounds they belong to."""
