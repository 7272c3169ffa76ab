"""How the places of a policy are named on paper, and which place a person means by a name."""

import re
from collections.abc import Iterator

from desktop.documents.arrange import arrange
from desktop.documents.numbering import Numbers, number
from desktop.documents.numerals import chinese
from desktop.documents.outline import CardPiece, Clause, GridPiece, Outline
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.errors import Refused
from desktop.models.snapshot import Policy
from desktop.models.suggestions import unknown_name

__all__ = ["ClauseNames", "clause_meant"]

_COUNTED = re.compile(r"(?<=第)\d{1,6}(?=[章节条款项目])")


class ClauseNames:
    """Names of one policy's places in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        outline = arrange(policy, language)
        self.language = language
        self.numbers: Numbers = number(outline)
        self._policy = policy
        self._of_fields = dict(_anchors_of_fields(outline))

    def label(self, anchor: str) -> str:
        """第十二条第一款; for a field the place it is printed at, with its title. "" for the whole
        policy; where the place is no longer there, words that say so."""
        if not anchor:
            return ""
        kind, _, name = anchor.partition(":")
        if kind == "field":
            return self._label_of_field(name)
        if anchor in self.numbers.mentions:
            return self.numbers.mentions[anchor]
        if kind == "item":
            for phase in self._policy.phases:
                if any(one.code == name for one in phase.items):
                    annex = self.numbers.mention(f"annex:{phase.id}")
                    return words(self.language, "comparison.item", annex=annex, code=name)
        return words(self.language, "clause.gone")

    def _label_of_field(self, name: str) -> str:
        field = next((one for one in self._policy.fields if one.id == name), None)
        if field is None:
            return words(self.language, "clause.gone")
        mention = self.numbers.mentions.get(self._of_fields.get(name, ""), "")
        title = field.definition.title.text(self.language)
        if not mention or not title:
            return mention or title
        if title in mention:
            return mention
        return words(self.language, "clause.field", place=mention, title=title)

    def anchor(self, given: str) -> str:
        """The place that a person means: by its anchor, its printed number, the id of a field or
        the code of a checklist item. "" where there is none."""
        if given in self.numbers.mentions:
            return given
        fields = {str(one.id) for one in self._policy.fields}
        name = given.removeprefix("field:")
        if name in fields:
            return self._of_fields.get(name, f"field:{name}")
        code = given.removeprefix("item:")
        if any(one.code == code for phase in self._policy.phases for one in phase.items):
            return f"item:{code}"
        wanted = _key(_COUNTED.sub(lambda found: chinese(int(found[0])), given))
        for anchor, mention in self.numbers.mentions.items():
            if wanted and _key(mention) == wanted:
                return anchor
        return ""

    def known(self) -> list[str]:
        """What can be written: printed numbers and the ids of fields, the places first."""
        named = [one for one in self.numbers.mentions.values() if one]
        return list(dict.fromkeys([*named, *(str(one.id) for one in self._policy.fields)]))


def clause_meant(policy: Policy, given: str) -> str:
    """The anchor of what a person names in any language of the policy; "" for nothing named.

    Refused where there is no such place, naming the near ones.
    """
    given = given.strip()
    if not given:
        return ""
    known: list[str] = []
    for language in policy.languages:
        names = ClauseNames(policy, language)
        anchor = names.anchor(given)
        if anchor:
            return anchor
        known += names.known()
    code, facts = unknown_name("clause-unknown", given, dict.fromkeys(known))
    raise Refused(code, (), **facts)


def _key(mention: str) -> str:
    return "".join(mention.split()).casefold()


def _anchors_of_fields(outline: Outline) -> Iterator[tuple[str, str]]:
    """Field → the most exact place that is all its own, else the article that it stands in."""
    for article in outline.articles:
        single: dict[str, str] = {}
        for piece in article.pieces:
            if isinstance(piece, Clause):
                for field in piece.fields:
                    alone = field not in single and piece.fields == (field,)
                    single[field] = piece.anchor if alone else article.anchor
            elif isinstance(piece, CardPiece):
                single |= {row.field: f"table:{row.field}" for row in piece.rows}
            else:
                single[piece.field] = piece.anchor if isinstance(piece, GridPiece) else ""
        yield from ((field, anchor or article.anchor) for field, anchor in single.items())
