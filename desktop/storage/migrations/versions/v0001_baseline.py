"""The very first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _sealed() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
    ]


def _position() -> sa.Column[int]:
    return sa.Column("position", sa.Integer(), nullable=False)


def upgrade() -> None:
    _ledger()
    _policies()
    _projects()
    _search()
    _append_only()


def _ledger() -> None:
    op.create_table(
        "library_meta",
        *_text("key", "value"),
        sa.PrimaryKeyConstraint("key", name="pk_library_meta"),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        *_text("key", "value"),
        *_sealed(),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        *_text("id", "name"),
        *_sealed(),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", name="uq_person_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        *_text("at", "by", "command", "target", "before", "after", "previous", "hash"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entry"),
        sqlite_strict=True,
    )


def _policies() -> None:
    op.create_table(
        "policy",
        *_text("id", "created", "title", "languages", "numbering", "template"),
        *_text("template_fingerprint", "state", "facts", "history"),
        *_sealed(),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
        sa.CheckConstraint("numbering IN ('article', 'decimal')", name="ck_policy_numbering"),
        sqlite_strict=True,
    )
    op.create_table(
        "chapter",
        *_text("policy_id", "id"),
        _position(),
        *_text("title", "code", "guidance"),
        sa.Column("required", sa.Integer(), nullable=False),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "id", name="pk_chapter"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_chapter_policy", **LATE),
        sqlite_strict=True,
    )
    op.create_table(
        "article",
        *_text("policy_id", "id", "chapter_id"),
        _position(),
        *_text("title", "patterns", "layout", "section"),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "id", name="pk_article"),
        sa.ForeignKeyConstraint(
            ["policy_id", "chapter_id"],
            ["chapter.policy_id", "chapter.id"],
            name="fk_article_chapter",
            **LATE,
        ),
        sa.CheckConstraint("layout IN ('prose', 'card')", name="ck_article_layout"),
        sqlite_strict=True,
    )
    op.create_index("ix_article_chapter", "article", ["policy_id", "chapter_id"])
    op.create_table(
        "field",
        *_text("policy_id", "id", "article_id"),
        _position(),
        *_text("definition", "value"),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "id", name="pk_field"),
        sa.ForeignKeyConstraint(
            ["policy_id", "article_id"],
            ["article.policy_id", "article.id"],
            name="fk_field_article",
            **LATE,
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_field_article", "field", ["policy_id", "article_id"])
    op.create_table(
        "policy_role",
        *_text("policy_id", "code"),
        _position(),
        *_text("definition"),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "code", name="pk_policy_role"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_role_policy", **LATE),
        sqlite_strict=True,
    )
    _checklists()


def _checklists() -> None:
    op.create_table(
        "phase",
        *_text("policy_id", "id"),
        _position(),
        *_text("definition"),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "id", name="pk_phase"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_phase_policy", **LATE),
        sqlite_strict=True,
    )
    op.create_table(
        "checklist_item",
        *_text("policy_id", "code", "phase_id"),
        _position(),
        *_text("definition"),
        *_sealed(),
        sa.PrimaryKeyConstraint("policy_id", "code", name="pk_checklist_item"),
        sa.ForeignKeyConstraint(
            ["policy_id", "phase_id"],
            ["phase.policy_id", "phase.id"],
            name="fk_checklist_item_phase",
            **LATE,
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_checklist_item_phase", "checklist_item", ["policy_id", "phase_id"])


def _projects() -> None:
    op.create_table(
        "project",
        *_text("id", "policy_id", "title", "number", "project_class"),
        sa.Column("trial", sa.Integer(), nullable=False),
        *_text("revision", "started"),
        *_sealed(),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_project_policy", **LATE),
        sa.CheckConstraint("project_class IN ('A', 'B', 'C')", name="ck_project_project_class"),
        sqlite_strict=True,
    )
    op.create_index("ix_project_policy_id", "project", ["policy_id"])
    op.create_table(
        "project_phase",
        *_text("project_id", "id"),
        _position(),
        *_text("definition"),
        *_sealed(),
        sa.PrimaryKeyConstraint("project_id", "id", name="pk_project_phase"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_project_phase_project", **LATE
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "project_item",
        *_text("project_id", "code", "phase_id"),
        _position(),
        *_text("definition", "state", "note", "by_name"),
        sa.Column("at", sa.Text(), nullable=True),
        *_text("evidence"),
        *_sealed(),
        sa.PrimaryKeyConstraint("project_id", "code", name="pk_project_item"),
        sa.ForeignKeyConstraint(
            ["project_id", "phase_id"],
            ["project_phase.project_id", "project_phase.id"],
            name="fk_project_item_project_phase",
            **LATE,
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'na', 'failed')", name="ck_project_item_state"
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_project_item_phase", "project_item", ["project_id", "phase_id"])


def _search() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        *_text("kind", "owner", "anchor"),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
        sa.UniqueConstraint("owner", "anchor", name="uq_search_entry_owner_anchor"),
        sqlite_strict=True,
    )
    # Its rowid is search_entry.id. Unassigned characters (Cn) count as letters, so that a Han
    # character younger than SQLite's tables can be found.
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(title, body,"
        " tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* N* Co Cn'\")"
    )


def _append_only() -> None:
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_no_{action.lower()} BEFORE {action} ON audit_entry"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_entry_in_order BEFORE INSERT ON audit_entry"
        " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)"
        " BEGIN SELECT RAISE(ABORT, 'the audit log has no gaps'); END"
    )
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER library_meta_no_{action.lower()} BEFORE {action} ON library_meta"
            " BEGIN SELECT RAISE(ABORT, 'the identity of a library never changes'); END"
        )
