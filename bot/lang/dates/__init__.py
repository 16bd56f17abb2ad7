"""Days, times and ages as Danes write them: finding them in a message, and saying a day.

`find` reads a message, `the_day` takes the one day it tells, `birth` and `ages` what it says of a
person's age; `say` writes a day. All words and patterns stand in `dates.yml`; the day of today is an
argument.
"""

from bot.lang.dates.age import Age, ages
from bot.lang.dates.finding import find
from bot.lang.dates.mention import Direction, Mention, Reading
from bot.lang.dates.saying import birth, say
from bot.lang.dates.the_day import the_day

__all__ = ["Age", "Direction", "Mention", "Reading", "ages", "birth", "find", "say", "the_day"]
