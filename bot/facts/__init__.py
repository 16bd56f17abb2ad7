"""Facts as data: types, catalogue, loading, checking, asking. Pure: no database, no framework."""
