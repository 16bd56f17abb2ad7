"""the console: search, an audit that cannot be changed, set-up links, indexes in the order of the list"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

ORDERED = ('municipality', 'topic', 'service', 'outcome', 'reason', 'prescreen', 'release_id')
SINGLE = ('municipality', 'topic', 'outcome')
KEPT_DAYS = 90


def upgrade() -> None:
    with op.batch_alter_table('answer') as batch:
        for column in SINGLE:
            batch.drop_index(batch.f(f'ix_answer_{column}'))
        for column in ORDERED:
            batch.create_index(batch.f(f'ix_answer_{column}_tid'), [column, 'tid'])
    op.add_column('staff', sa.Column('totp_step', sa.BigInteger()))
    op.add_column('staff', sa.Column('setup_hash', sa.String(64)))
    op.add_column('staff', sa.Column('setup_until', sa.DateTime(timezone=True)))
    op.add_column('staff', sa.Column('subject', sa.String(255)))
    with op.batch_alter_table('staff') as batch:
        batch.create_index(batch.f('ix_staff_setup_hash'), ['setup_hash'])
        batch.create_index(batch.f('ix_staff_subject'), ['subject'], unique=True)
    op.add_column('staff_session', sa.Column('searches', sa.Text()))
    op.add_column('audit', sa.Column('municipality', sa.String(60)))
    op.add_column('proposal', sa.Column('municipality', sa.String(60)))
    with op.batch_alter_table('review') as batch:
        batch.create_index(batch.f('ix_review_state'), ['state'])
    for statement in _SQLITE if op.get_bind().dialect.name == 'sqlite' else _POSTGRESQL:
        op.execute(statement)


_SQLITE = (
    "CREATE VIRTUAL TABLE turn_words USING fts5(words, detail=none, columnsize=0, tokenize='ascii')",
    'CREATE TRIGGER turn_words_gone AFTER DELETE ON turn BEGIN DELETE FROM turn_words WHERE rowid = old.tid; END',
    "CREATE TRIGGER audit_stands BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    f"""CREATE TRIGGER audit_stays BEFORE DELETE ON audit WHEN old.at > datetime('now', '-{KEPT_DAYS} days')
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
)

_POSTGRESQL = (
    """CREATE TABLE turn_words (tid bigint PRIMARY KEY REFERENCES turn (tid) ON DELETE CASCADE,
        words tsvector NOT NULL)""",
    'CREATE INDEX turn_words_words ON turn_words USING gin (words)',
    """CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$""",
    'CREATE TRIGGER audit_stands BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuses()',
    f"""CREATE TRIGGER audit_stays BEFORE DELETE ON audit FOR EACH ROW
        WHEN (old.at > now() - interval '{KEPT_DAYS} days') EXECUTE FUNCTION audit_refuses()""",
    'CREATE TRIGGER audit_whole BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()',
)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == 'sqlite'
    if sqlite:
        op.execute('DROP TRIGGER turn_words_gone')
    for name in ('audit_stands', 'audit_stays') if sqlite else ('audit_stands', 'audit_stays', 'audit_whole'):
        op.execute(f'DROP TRIGGER {name}' if sqlite else f'DROP TRIGGER {name} ON audit')
    if not sqlite:
        op.execute('DROP FUNCTION audit_refuses()')
    op.execute('DROP TABLE turn_words')
    with op.batch_alter_table('review') as batch:
        batch.drop_index('ix_review_state')
    with op.batch_alter_table('staff') as batch:
        batch.drop_index('ix_staff_subject')
        batch.drop_index('ix_staff_setup_hash')
        for column in ('totp_step', 'setup_hash', 'setup_until', 'subject'):
            batch.drop_column(column)
    for table, column in (('staff_session', 'searches'), ('audit', 'municipality'), ('proposal', 'municipality')):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
    with op.batch_alter_table('answer') as batch:
        for column in ORDERED:
            batch.drop_index(batch.f(f'ix_answer_{column}_tid'))
        for column in SINGLE:
            batch.create_index(batch.f(f'ix_answer_{column}'), [column])
