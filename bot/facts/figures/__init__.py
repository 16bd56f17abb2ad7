"""Reads the typed figures of a text: amounts, times, deadlines, ages, contacts, paragraphs, clock times."""
