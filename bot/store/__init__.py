"""The record of talk: conversations, turns, answers, feedback; erase and retention."""
