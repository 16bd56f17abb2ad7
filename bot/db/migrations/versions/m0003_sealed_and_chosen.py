"""sealed one-time codes; a release chosen by hand stays; indexes that answer a filter by themselves"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

COMBINED = ('municipality', 'topic', 'outcome', 'service', 'reason', 'asker')


def upgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':  # SQLite heeds no length
        op.alter_column('staff', 'totp_secret', existing_type=sa.String(64), type_=sa.String(255))
    op.add_column('live', sa.Column('instead_of', sa.String(40)))
    for column in COMBINED[:3]:
        op.drop_index(f'ix_answer_{column}_tid', 'answer')
        others = [other for other in COMBINED if other != column]
        op.create_index(f'ix_answer_{column}_list', 'answer', [column, 'tid', *others])


def downgrade() -> None:
    for column in COMBINED[:3]:
        op.drop_index(f'ix_answer_{column}_list', 'answer')
        op.create_index(f'ix_answer_{column}_tid', 'answer', [column, 'tid'])
    with op.batch_alter_table('live') as batch:
        batch.drop_column('instead_of')
    op.execute("UPDATE staff SET totp_secret = NULL WHERE totp_secret LIKE 's1:%'")  # each gets a new link
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('staff', 'totp_secret', existing_type=sa.String(255), type_=sa.String(64))
