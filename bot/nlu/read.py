"""What the classifier thinks of a message and of each of its parts."""

from bot.nlu import parts
from bot.nlu.choose import Parts, Ranking
from bot.nlu.gloss import danish
from bot.nlu.linear import Linear

FOREIGN = "foreign"
_GLOSSED_WORDS = 2


def rankings(model: Linear, text: str) -> tuple[Ranking, Parts]:
    """The ranking of the whole message, and of each part.

    A message in English stays `foreign`, with the topics of its Danish gloss behind; a gloss that
    speaks of danger is danger.
    """
    whole = model.ranking(text)
    if whole[0][0] == FOREIGN:
        return _glossed(model, text, whole), []
    return whole, [(piece, model.ranking(piece)) for piece in parts.split(text)]


def _glossed(model: Linear, text: str, whole: Ranking) -> Ranking:
    gloss = danish(text)
    if len(gloss.split()) < _GLOSSED_WORDS:
        return whole
    behind = [row for row in model.ranking(gloss) if row[0] != FOREIGN]
    if behind[0][0].startswith("safety_"):
        return behind
    return [whole[0], *behind]
