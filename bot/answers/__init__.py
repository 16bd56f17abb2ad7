"""Question → Answer: composed from recorded facts by ordered steps. No framework, no database."""
