"""The forms of an answer: a table for people, JSON, CSV."""
