"""What cards and the outline of a template show: plain texts in one language, read beside the
window."""

from dataclasses import dataclass

from desktop.i18n import Language

__all__ = ["ChapterOutline", "TemplateOutline", "TemplatesRead", "read_template_outlines"]


@dataclass(frozen=True, slots=True)
class ChapterOutline:
    """A chapter: its articles with the number of their fields."""

    title: str
    guidance: str
    articles: tuple[tuple[str, int], ...]

    @property
    def fields(self) -> int:
        return sum(count for _, count in self.articles)


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """`id`: what `template_of` takes. `own`: the file of a template of the person's own.
    `phases`: titles with the number of their checklist items."""

    id: str
    title: str
    policy_title_zh: str
    policy_title_en: str
    description: str
    numbering: str
    chapters: tuple[ChapterOutline, ...]
    phases: tuple[tuple[str, int], ...]
    roles: int
    own: str = ""

    @property
    def fields(self) -> int:
        return sum(one.fields for one in self.chapters)

    @property
    def items(self) -> int:
        return sum(count for _, count in self.phases)

    @property
    def suits(self) -> str:
        """Whom it is for: the last sentence of the description."""
        text = self.description.strip()
        for stop in ("。", ". "):
            body = text.rstrip("。. ")
            before, found, last = body.rpartition(stop)
            if found and before:
                return last + text[len(body) :]
        return text


@dataclass(frozen=True, slots=True)
class TemplatesRead:
    """`left_out`: a sentence for each file of the person's own that cannot be used."""

    outlines: tuple[TemplateOutline, ...]
    left_out: tuple[str, ...] = ()


def read_template_outlines(language: Language, files: tuple[str, ...] = ()) -> TemplatesRead:
    """All templates there are, and those of `files`. Imports the YAML readers: for a thread beside
    the window. Refused where one of `files` is no template."""
    from desktop.i18n import catalogue
    from desktop.services.templates import template_of, templates

    found, problems = templates()
    found += tuple(map(template_of, files))
    say = catalogue("errors").say
    left_out = tuple(f"{one.place}: {say(one.code, language, **one.facts)}" for one in problems)
    outlines = tuple(
        TemplateOutline(
            id=one.id if one.source == "built-in" else one.source,
            title=one.title.text(language),
            policy_title_zh=one.policy_title.zh,
            policy_title_en=one.policy_title.en,
            description=one.description.text(language),
            numbering=one.numbering,
            chapters=tuple(
                ChapterOutline(
                    chapter.title.text(language),
                    chapter.guidance.text(language),
                    tuple(
                        (article.title.text(language), len(article.fields))
                        for article in chapter.articles
                    ),
                )
                for chapter in one.chapters
            ),
            phases=tuple((phase.title.text(language), len(phase.items)) for phase in one.phases),
            roles=len(one.roles),
            own="" if one.source == "built-in" else one.source,
        )
        for one in found
    )
    return TemplatesRead(outlines, left_out)
