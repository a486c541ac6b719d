"""Organisations, people and places by rule: lexicons that see through inflection, and grammar."""
