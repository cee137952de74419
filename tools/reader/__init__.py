"""Training of the learned reader: names, titles, claims, events and their roles, on one small encoder."""
