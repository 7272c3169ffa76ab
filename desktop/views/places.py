"""Where in the program one is: what navigation and recovery after a crash speak of."""

from dataclasses import dataclass

__all__ = ["COMPARE", "POLICIES", "POLICY", "PROJECT", "PROJECTS", "START", "Place"]

START = "start"
POLICIES = "policies"
POLICY = "policy"
COMPARE = "compare"
PROJECTS = "projects"
PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Place:
    """`page` is one of the names above; `id` of the policy or project; the rest inside it.

    `part` with `start` and `length` is a stretch of text in a field (what search has found); of
    an article without a field, in that one of its sentences. `words` is what was looked for where
    the stretch is not known. `revision`: of a policy's revisions, the one that is looked at;
    `base` the one that it is compared with.
    """

    page: str
    id: str = ""
    chapter: str = ""
    article: str = ""
    field: str = ""
    part: str = ""
    start: int = 0
    length: int = 0
    phase: str = ""
    item: str = ""
    words: str = ""
    revision: str = ""
    base: str = ""
