"""Rasa graph components for Danish: topics, look-up in the current release, two questions in one."""
