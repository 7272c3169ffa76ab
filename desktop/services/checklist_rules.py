"""What an item of a checklist must be before it is kept."""

import re
from dataclasses import replace

from desktop.models.definitions import ChecklistItem
from desktop.models.entities import Article, PolicyRole
from desktop.models.errors import Refused
from desktop.services.command import Work
from desktop.services.words import checked_localised, checked_title

__all__ = ["checked_item"]

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")


def checked_item(work: Work, policy_id: str, item: ChecklistItem) -> ChecklistItem:
    """`item` with checked texts. Refused for a code nobody could type, an unknown tag, class,
    role or article."""
    if not _CODE.fullmatch(item.code):
        raise Refused("item-code-wrong", given=item.code[:40])
    if item.tag not in ("M", "O", "G"):
        raise Refused("item-tag-wrong", item=item.code, given=str(item.tag)[:20])
    if not item.classes or not set(item.classes) <= {"A", "B", "C"}:
        raise Refused("item-classes-wrong", item=item.code, given=", ".join(item.classes)[:40])
    if item.role and work.session.get(PolicyRole, (policy_id, item.role)) is None:
        raise Refused("role-unknown", place=item.code, given=item.role)
    if item.article and work.session.get(Article, (policy_id, item.article)) is None:
        raise Refused("article-unknown", policy=policy_id, article=item.article)
    return replace(
        item,
        text=checked_title(item.text, f"{item.code}.text"),
        evidence=checked_localised(item.evidence, f"{item.code}.evidence"),
        guidance=checked_localised(item.guidance, f"{item.code}.guidance"),
        due=checked_localised(item.due, f"{item.code}.due"),
    )
