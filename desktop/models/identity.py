"""Names of things. An id is stable for the life of the thing; numbers (第十二条) are rendered.

Inside one policy, chapters, articles, fields, phases and checklist items are named by the ids
that their template gave them, so that an id means the same in every template and a reference
survives renumbering, conversion and export. Parts of a value (paragraphs, items, rows) have
ids of their own inside their field.
"""

from typing import NewType

__all__ = [
    "ArticleId",
    "ChapterId",
    "FieldId",
    "ItemCode",
    "PartId",
    "PhaseId",
    "PolicyId",
    "ProjectId",
    "RoleCode",
    "TemplateId",
    "new_part_id",
    "new_person_id",
    "new_policy_id",
    "new_project_id",
]

PolicyId = NewType("PolicyId", str)
ChapterId = NewType("ChapterId", str)
ArticleId = NewType("ArticleId", str)
FieldId = NewType("FieldId", str)
PartId = NewType("PartId", str)
PhaseId = NewType("PhaseId", str)
ItemCode = NewType("ItemCode", str)
RoleCode = NewType("RoleCode", str)
ProjectId = NewType("ProjectId", str)
TemplateId = NewType("TemplateId", str)

# Without 0/o, 1/l/i: people read ids to each other over the telephone.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def _token(length: int) -> str:
    import secrets  # with hashing and more behind it: not before the first id is made

    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_policy_id() -> PolicyId:
    return PolicyId(f"policy-{_token(8)}")


def new_project_id() -> ProjectId:
    return ProjectId(f"project-{_token(8)}")


def new_person_id() -> str:
    return f"person-{_token(8)}"


def new_part_id() -> PartId:
    """Id of a paragraph, item or row: unique within its field (31**6 ≈ 900 million)."""
    return PartId(_token(6))
