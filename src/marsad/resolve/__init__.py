"""Joining across reports: names to actors, texts to their originals, tellings to stories. Pure: no database here."""
