"""Revisions: what was done with a policy, what was approved, the files that were finished.

Policies of before have no events: each is a draft of the revision that its own data say.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
FOR_EVER = ("life_event", "frozen_revision", "kept_file")


def upgrade() -> None:
    _table("life_event", ["seq"], sa.Column("seq", sa.Integer(), nullable=False), *_text("event"))
    _table(
        "frozen_revision",
        ["revision"],
        *_text("revision", "approved", "content", "content_hash", "report", "notes"),
    )
    _table(
        "change_note",
        ["revision", "anchor"],
        *_text("revision", "anchor", "note"),
    )
    _table(
        "kept_file",
        ["revision", "document", "language"],
        *_text("revision", "document", "language", "made", "sha256"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sealed=False,
    )
    for table in FOR_EVER:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is kept for ever'); END"
            )
    op.execute(
        "CREATE TRIGGER life_event_in_order BEFORE INSERT ON life_event"
        " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM life_event"
        " WHERE policy_id = NEW.policy_id)"
        " BEGIN SELECT RAISE(ABORT, 'the life of a policy has no gaps'); END"
    )
    _identity()


def _identity() -> None:
    """Only what says which library this is stays for ever; the table also keeps by which wording
    its search index was made."""
    for action in ("UPDATE", "DELETE"):
        trigger = f"library_meta_no_{action.lower()}"
        op.execute(f"DROP TRIGGER {trigger}")
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {action} ON library_meta"
            " WHEN OLD.key IN ('id', 'created')"
            " BEGIN SELECT RAISE(ABORT, 'the identity of a library never changes'); END"
        )


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _table(name: str, keys: list[str], *columns: sa.Column[Any], sealed: bool = True) -> None:
    """A table of a policy's; `keys` come after the policy's id."""
    seal: list[sa.Column[Any]] = [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
    ]
    op.create_table(
        name,
        *_text("policy_id"),
        *columns,
        *(seal if sealed else []),
        sa.PrimaryKeyConstraint("policy_id", *keys, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=f"fk_{name}_policy", **LATE),
        sqlite_strict=True,
    )
