"""What must never be stored: masking before anything else sees the text."""
