"""Strict loaders over `data/`, and the multi-pattern index that finds their entries in a text."""
