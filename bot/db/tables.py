"""All tables on one page (SQLAlchemy Core; times in UTC). Alembic's migrations follow it."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = sa.String(40)
Word = sa.String(60)
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""Auto-incremented numbers: SQLite only counts a plain INTEGER up."""
When = sa.DateTime(timezone=True)


_Sealed = sa.String(255).with_variant(sa.String(64), "sqlite")
"""SQLite heeds no length, and making a table anew there would take with it what points at it."""


def _to(column: str, **options: object) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE", **options)


# --- what was said ---------------------------------------------------------------------------------

conversation = sa.Table(
    "conversation",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("municipality", Word),
    sa.Column("asker", sa.String(10), nullable=False),
    sa.Column("started_at", When, nullable=False),
    sa.Column("last_at", When, nullable=False, index=True),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("state", sa.Text),
    sa.Column("erased_at", When),
    sa.Column("receipt", Id),
)

turn = sa.Table(
    "turn",
    metadata,
    sa.Column("tid", Number, primary_key=True, autoincrement=True),
    sa.Column("conversation_id", Id, _to("conversation.id"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("request_id", sa.String(64)),
    sa.Column("at", When, nullable=False, index=True),
    sa.Column("said", sa.Text),
    sa.Column("button", sa.String(200)),
    sa.Column("reply", sa.Text, nullable=False),
    sa.Column("reply_text", sa.Text, nullable=False),
    sa.Column("trace", sa.Text),
    sa.Column("ms", sa.Integer, nullable=False),
    sa.UniqueConstraint("conversation_id", "seq"),
    sa.UniqueConstraint("conversation_id", "request_id"),
)

_COMBINED = ("municipality", "topic", "outcome", "service", "reason", "asker")

answer = sa.Table(
    "answer",
    metadata,
    sa.Column("tid", Number, _to("turn.tid"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("at", When, nullable=False, index=True),
    sa.Column("municipality", Word),
    sa.Column("topic", Word),
    sa.Column("service", Word),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(20)),
    sa.Column("confidence", sa.Float),
    sa.Column("asker", sa.String(10), nullable=False),
    sa.Column("prescreen", sa.String(20)),
    sa.Column("release_id", Id),
    *(sa.Index(None, column, "tid") for column in ("service", "reason", "prescreen", "release_id")),
    *(
        sa.Index(f"ix_answer_{column}_list", column, "tid", *(one for one in _COMBINED if one != column))
        for column in _COMBINED[:3]
    ),
)
"""Each filter has an index that runs in the order of the list, newest first; those most used hold what
is filtered with them, so that a combination is answered from the index alone."""

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("tid", Number, _to("turn.tid"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("at", When, nullable=False),
)

daily_count = sa.Table(
    "daily_count",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("hour", sa.Integer, primary_key=True),
    sa.Column("municipality", Word, primary_key=True),
    sa.Column("topic", Word, primary_key=True),
    sa.Column("service", Word, primary_key=True),
    sa.Column("outcome", sa.String(20), primary_key=True),
    sa.Column("reason", sa.String(20), primary_key=True),
    sa.Column("asker", sa.String(10), primary_key=True),
    sa.Column("prescreen", sa.String(20), primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("helpful_yes", sa.Integer, nullable=False),
    sa.Column("helpful_no", sa.Integer, nullable=False),
    sa.Column("ms_histogram", sa.Text, nullable=False),
)

# `turn_words` (tid → hashed stems of its words, see bot/store/words.py) is no table of SQLAlchemy: FTS5 on
# SQLite, a tsvector under GIN on PostgreSQL. Migration 0002 makes it.

# --- what is known -----------------------------------------------------------------------------------

release = sa.Table(
    "release",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", When, nullable=False),
    sa.Column("by", Word, nullable=False),
    sa.Column("why", sa.Text),
)

fact = sa.Table(
    "fact",
    metadata,
    sa.Column("release_id", Id, _to("release.id"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(250), nullable=False),
    sa.Column("municipality", Word, nullable=False),
    sa.Column("service", Word, nullable=False),
    sa.Column("name", Word, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

page = sa.Table(
    "page",
    metadata,
    sa.Column("release_id", Id, _to("release.id"), primary_key=True),
    sa.Column("kind", Word, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

live = sa.Table(
    "live",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("release_id", Id, sa.ForeignKey("release.id"), nullable=False),
    sa.Column("since", When, nullable=False),
    sa.Column("instead_of", Id),
)
"""`instead_of`: what the files said when an earlier release was chosen by hand; it stays while they do."""

# --- the staff console -------------------------------------------------------------------------------

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("login", Word, nullable=False, unique=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("municipalities", sa.Text, nullable=False),
    sa.Column("password_hash", sa.String(200)),
    sa.Column("totp_secret", _Sealed),
    sa.Column("failed", sa.Integer, nullable=False, default=0),
    sa.Column("locked_until", When),
    sa.Column("disabled_at", When),
    sa.Column("created_at", When, nullable=False),
    sa.Column("totp_step", sa.BigInteger),
    sa.Column("setup_hash", sa.String(64), index=True),
    sa.Column("setup_until", When),
    sa.Column("subject", sa.String(255), index=True, unique=True),
)

staff_session = sa.Table(
    "staff_session",
    metadata,
    sa.Column("id_hash", sa.String(64), primary_key=True),
    sa.Column("staff_id", Number, _to("staff.id"), nullable=False, index=True),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("started_at", When, nullable=False),
    sa.Column("last_at", When, nullable=False),
    sa.Column("searches", sa.Text),
)

saved_filter = sa.Table(
    "saved_filter",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("staff_id", Number, _to("staff.id"), nullable=False, index=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("query", sa.Text, nullable=False),
)

switch = sa.Table(
    "switch",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("scope", sa.String(20), nullable=False),
    sa.Column("value", Word, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("staff_id", Number, sa.ForeignKey("staff.id")),
    sa.Column("off_since", When, nullable=False),
    sa.Column("on_since", When),
)

hold = sa.Table(
    "hold",
    metadata,
    sa.Column("conversation_id", Id, _to("conversation.id"), primary_key=True),
    sa.Column("staff_id", Number, sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("at", When, nullable=False, index=True),
    sa.Column("staff_id", Number),
    sa.Column("login", Word),
    sa.Column("action", Word, nullable=False),
    sa.Column("object", sa.String(200)),
    sa.Column("reason", sa.Text),
    sa.Column("municipality", Word),
)
"""Append-only: triggers refuse every change, and every deletion of what is younger than 90 days."""

review = sa.Table(
    "review",
    metadata,
    sa.Column("conversation_id", Id, _to("conversation.id"), primary_key=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("labels", sa.Text, nullable=False),
    sa.Column("assigned_to", Number, sa.ForeignKey("staff.id")),
    sa.Column("at", When, nullable=False),
)

verdict = sa.Table(
    "verdict",
    metadata,
    sa.Column("tid", Number, _to("turn.tid"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("staff_id", Number, _to("staff.id"), primary_key=True),
    sa.Column("right", sa.Boolean, nullable=False),
    sa.Column("topic", Word),
    sa.Column("fact_key", sa.String(250)),
    sa.Column("at", When, nullable=False),
)

note = sa.Table(
    "note",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("conversation_id", Id, _to("conversation.id"), nullable=False, index=True),
    sa.Column("staff_id", Number, sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", When, nullable=False),
)

sample = sa.Table(
    "sample",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("staff_id", Number, sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("at", When, nullable=False),
)

sample_item = sa.Table(
    "sample_item",
    metadata,
    sa.Column("sample_id", Number, _to("sample.id"), primary_key=True),
    sa.Column("conversation_id", Id, _to("conversation.id"), primary_key=True),
)

proposal = sa.Table(
    "proposal",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("municipality", Word),
    sa.Column("conversation_id", Id, _to("conversation.id"), index=True),
    sa.Column("tid", Number, _to("turn.tid")),
    sa.Column("staff_id", Number, sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("approved_by", Number, sa.ForeignKey("staff.id")),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", When, nullable=False),
    sa.Column("closed_at", When),
)
