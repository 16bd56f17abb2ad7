"""Rasa custom actions: tracker → Question → Answer → dispatcher. One skill a file, all thin."""
