"""Invents conversations in bulk, as the bot would have recorded them; the same seed, the same talk."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bench.bulk import loading, store
from bot.db import tables
from bot.store import words

TOPICS = ("price", "who_can", "apply", "duration", "frequency", "transport", "cancellation", "contact")
SERVICES = ("genoptraening", "vedligeholdende_traening", "dans", None)
TOWNS = ("eksempelby", "nabokoebing", "oestkoebing", "vestkoebing")
_OUTCOMES = (("answer", None, 70), ("handoff", "silent", 10), ("fallback", "not_understood", 9),
             ("clarify", "which_service", 6), ("smalltalk", None, 4), ("safety", None, 1))  # fmt: skip
_SUBJECTS = ("genoptræningen", "holdtræningen", "dansen", "hjælpemidlet", "kørslen", "maden", "klagen")
_VERBS = ("koster", "varer", "begynder", "betyder", "kræver", "slutter", "hjælper")
_WHO = ("min mor", "min far", "jeg", "min nabo", "min kone", "en ven")
_TELLING = ("hofte", "knæ", "skulder", "ryg", "fald", "blodprop", "hjemmet", "bussen", "cykel", "svømning")
_REPLY = (
    "Kommunen vurderer hver gang, hvad der er brug for. Det er gratis at være med, og du kan altid søge. "
    "Du får et skriftligt svar med en begrundelse. Ring til kommunen, hvis du er i tvivl om {subject}."
)
_BATCH = 1000
RARE_WORD = "albatros"
"""Said once in every thousand conversations."""


def generate(
    engine: Engine, count: int, last: datetime, days: int = 30, seed: int = 1, rounds: int = 5
) -> None:
    """Records conversations of a greeting and some rounds each, evenly over the days up to `last`.

    Args:
        engine: a migrated database; what it holds stays.
        count: how many conversations.
        last: when the last of them happens.
        days: over how many days they are spread.
        seed: decides everything else.
        rounds: messages of the citizen in each.
    """
    chance = random.Random(seed)
    tid, replies = _last_tid(engine), dict[str, list[str]]()
    with loading(engine, count) as connection:
        for begun in range(0, count, _BATCH):
            batch = [
                _talk(chance, n, last - timedelta(days=days) * (1 - n / count), rounds)
                for n in range(begun, min(begun + _BATCH, count))
            ]
            tid = _store(connection, batch, tid, replies)
        if engine.dialect.name == "postgresql":
            with connection.begin():
                statement = sa.text("SELECT setval(pg_get_serial_sequence('turn', 'tid'), :tid)")
                connection.execute(statement, {"tid": tid})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", reading=True) as connection:
        # as an operator's database would be: PostgreSQL does both by itself after so many rows
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def _last_tid(engine: Engine) -> int:
    with engine.connect().execution_options(reading=True) as connection:
        return int(connection.scalar(sa.select(sa.func.max(tables.turn.c.tid))) or 0)


def _store(
    connection: Connection, batch: list[list[dict[str, Any]]], tid: int, replies: dict[str, list[str]]
) -> int:
    """Stores a batch; the last number. `replies` keeps the stems of the few replies there are."""
    rows: dict[str, list[dict[str, Any]]] = {"conversation": [], "turn": [], "answer": [], "feedback": []}
    said: list[tuple[int, list[str]]] = []
    for talk in batch:
        rows["conversation"].append(talk[0]["conversation"])
        for entry in talk:
            tid += 1
            turn = entry["turn"]
            rows["turn"].append({**turn, "tid": tid})
            text = turn["reply_text"]
            if text not in replies:
                replies[text] = words.tokens(text)
            stems = [*words.tokens(turn["said"] or ""), *replies[text]]
            said.append((tid, list(dict.fromkeys(stems))))
            rows["answer"] += [{**row, "tid": tid} for row in entry["answers"]]
            rows["feedback"] += [{**row, "tid": tid} for row in entry["feedback"]]
    store(connection, rows, said)
    return tid


def _talk(chance: random.Random, number: int, at: datetime, rounds: int) -> list[dict[str, Any]]:
    name, town = f"c{chance.getrandbits(90):023x}", chance.choice(TOWNS)
    asker = chance.choice(("self", "relative", "unknown"))
    entries = [
        _round(chance, name, seq, at + timedelta(seconds=40 * seq), town, asker) for seq in range(rounds + 1)
    ]
    if number % 1000 == 0:
        entries[1]["turn"]["said"] += f" {RARE_WORD}"
    end = entries[-1]["turn"]["at"]
    entries[0]["conversation"] = {
        "id": name, "token_hash": "0" * 64, "municipality": town, "asker": asker,
        "started_at": at, "last_at": end, "turns": rounds,
    }  # fmt: skip
    return entries


def _round(chance: random.Random, name: str, seq: int, at: datetime, town: str, asker: str) -> dict[str, Any]:
    """One turn; turn 0 is the greeting, without words and without answers."""
    subject = chance.choice(_SUBJECTS)
    said = f"hvad {chance.choice(_VERBS)} {subject} når {chance.choice(_WHO)} " + " ".join(
        chance.sample(_TELLING, 3)
    )
    outcome, reason = chance.choices([row[:2] for row in _OUTCOMES], [row[2] for row in _OUTCOMES])[0]
    topic, service = chance.choice(TOPICS), chance.choice(SERVICES)
    reply_text = _REPLY.format(subject=subject)
    message: dict[str, Any] = {
        "id": f"{seq}.1", "text": reply_text, "outcome": outcome, "reason": reason, "topic": topic,
        "service": service, "municipality": town, "release": "r1", "sources": [], "buttons": [],
    }  # fmt: skip
    confidence = round(chance.random(), 3)
    ranking = [[topic, confidence], [chance.choice(TOPICS), round((1 - confidence) / 2, 3)]]
    trace = {"answers": [{"facts": [], "confidence": confidence, "ranking": ranking}]}
    ms = chance.choice((8, 20, 60, 90, 150, 300))
    turn = {
        "conversation_id": name, "seq": seq, "at": at, "said": said if seq else None,
        "reply_text": reply_text,
        "reply": json.dumps({"outcome": outcome, "messages": [message], "notices": []}, ensure_ascii=False),
        "trace": json.dumps(trace), "ms": ms,
    }  # fmt: skip
    answer = {
        "n": 1, "at": at, "municipality": town, "topic": topic, "service": service, "outcome": outcome,
        "reason": reason, "confidence": confidence, "asker": asker, "prescreen": None, "release_id": "r1",
    }  # fmt: skip
    rated = bool(seq) and chance.random() < 0.08
    feedback = {"n": 1, "helpful": chance.random() < 0.6, "comment": None, "at": at}
    return {"turn": turn, "answers": [answer] if seq else [], "feedback": [feedback] if rated else []}
