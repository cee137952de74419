"""Marsad reads Arabic news and keeps the record: who did what, where, when, how many, and on whose word."""
