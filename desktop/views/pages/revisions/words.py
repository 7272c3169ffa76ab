"""The life of a policy in words: steps, opinions, outcomes, obstacles, what comes next."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.models.errors import Problem
    from desktop.views.desk import Desk

__all__ = [
    "moment",
    "obstacle_words",
    "opinion_words",
    "outcome_words",
    "procedure_words",
    "signed_words",
    "step_words",
]


def step_words(step: str) -> str:
    """A step in which opinions are given."""
    return {
        "consult": QCoreApplication.translate("Life", "Consultation"),
        "countersign": QCoreApplication.translate("Life", "Countersigning"),
        "review": QCoreApplication.translate("Life", "Review"),
    }[step]


def opinion_words(opinion: str) -> str:
    return {
        "agree": QCoreApplication.translate("Life", "Agrees"),
        "agree-after-change": QCoreApplication.translate("Life", "Agrees after a change"),
        "disagree": QCoreApplication.translate("Life", "Disagrees"),
    }[opinion]


def outcome_words(outcome: str) -> str:
    return {
        "adopted": QCoreApplication.translate("Life", "Adopted"),
        "partly": QCoreApplication.translate("Life", "Adopted in part"),
        "rejected": QCoreApplication.translate("Life", "Not adopted"),
    }[outcome]


def procedure_words(procedure: str) -> str:
    """What labour law asks for where employees' interests are touched."""
    return {
        "consultation": QCoreApplication.translate("Life", "Discussed with employees"),
        "publicity": QCoreApplication.translate("Life", "Made known to employees"),
    }[procedure]


def signed_words(kind: str) -> str:
    """What somebody has put their name to."""
    return {
        "submitted": QCoreApplication.translate("Life", "Prepared and submitted"),
        "countersign": QCoreApplication.translate("Life", "Countersigning"),
        "review": QCoreApplication.translate("Life", "Review"),
        "signed-off": QCoreApplication.translate("Life", "Approval"),
        "approved": QCoreApplication.translate("Life", "Approval"),
        "issued": QCoreApplication.translate("Life", "Issue"),
        "withdrawn": QCoreApplication.translate("Life", "Withdrawal"),
    }[kind]


def obstacle_words(desk: "Desk", problem: "Problem") -> str:
    """What stands in the way, in the window's language."""
    from desktop.i18n import catalogue

    return catalogue("errors").say(problem.code, desk.language, **problem.facts)


def moment(at: datetime, day: date) -> str:
    """When somebody signed: the office's calendar day and the clock of this computer."""
    local = at.astimezone()
    return f"{day.isoformat()} {local:%H:%M}" if local.date() == day else day.isoformat()
