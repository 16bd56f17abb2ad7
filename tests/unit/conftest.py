"""Property tests: the same cases each time, and no clock that a busy machine could trip."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
