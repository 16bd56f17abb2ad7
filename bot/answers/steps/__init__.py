"""The steps from a question to a message, each a function of the draft."""
