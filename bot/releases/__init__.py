"""Publishes knowledge to the database as one release, loads it, and notices a new one."""
