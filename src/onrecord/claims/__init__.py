"""What articles have in common: copies, the same statement, the same claim, and what changed in the words on the way."""
