"""Sentences about phases and projects."""

from PySide6.QtCore import QCoreApplication

from desktop.i18n import Language
from desktop.models.snapshot import Policy
from desktop.views.pages.project.progress import PhaseProgress

__all__ = ["article_title", "class_words", "phase_sentence", "role_titles"]


def class_words(project_class: str) -> str:
    return QCoreApplication.translate("Projects", "Class {letter}").format(letter=project_class)


def phase_sentence(progress: PhaseProgress) -> tuple[str, str]:
    """What is missing until the phase is complete, and the tone to say it in."""
    say = QCoreApplication.translate
    parts: list[str] = []
    if progress.failed:
        parts.append(say("Projects", "{count} failed").format(count=progress.failed))
    if progress.open_gate:
        parts.append(say("Projects", "{count} gate items open").format(count=progress.open_gate))
    if progress.open_mandatory:
        left = say("Projects", "{count} mandatory items open")
        parts.append(left.format(count=progress.open_mandatory))
    if progress.without_evidence:
        lacking = say("Projects", "{count} without evidence")
        parts.append(lacking.format(count=progress.without_evidence))
    joint = say("Projects", ", ")
    if not progress.total:
        return say("Projects", "No items apply to this class of project."), "text2"
    if progress.gate == "passed":
        done = say("Projects", "All gate and mandatory items are settled")
        return joint.join([done, *parts]), "ok"
    if progress.ready and not progress.failed:
        ready = say("Projects", "Ready for review")
        return joint.join([ready, *parts]), "accent_text"
    return joint.join(parts), "blocker" if progress.failed else "text2"


def role_titles(policy: Policy | None, language: Language) -> dict[str, str]:
    """Code → title of the policy's roles; nothing while the policy is not read."""
    return {str(one.code): one.title.text(language) for one in policy.roles} if policy else {}


def article_title(policy: Policy | None, article_id: str | None, language: Language) -> str:
    for chapter in policy.chapters if policy and article_id else ():
        for article in chapter.articles:
            if article.id == article_id:
                return article.title.text(language)
    return ""
