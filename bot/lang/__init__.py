"""Danish: the person in a sentence, numbers and dates in words, folding, readability. No facts."""
