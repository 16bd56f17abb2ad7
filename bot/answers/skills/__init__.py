"""The skills beside plain answers: small talk, a human, danger, words, comparing, privacy."""
