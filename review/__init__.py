"""The staff console: a process of its own, never on the public host name."""
