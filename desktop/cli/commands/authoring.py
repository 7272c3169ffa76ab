"""Commands that make policies, fill them and show what is in them."""

import json
from typing import TYPE_CHECKING

from desktop.cli.grammar import Argument, Command, Option
from desktop.cli.libraries import opened, opened_to_read
from desktop.cli.request import Answer, Request, iso
from desktop.cli.tables import aligned

if TYPE_CHECKING:
    from desktop.i18n import Language
    from desktop.models.definitions import Json
    from desktop.models.snapshot import Policy

LANGUAGES: "dict[str, tuple[Language, ...]]" = {
    "zh": ("zh",),
    "en": ("en",),
    "both": ("zh", "en"),
}


def _new(request: Request) -> Answer:
    from desktop.models.wording import Localised
    from desktop.services.commands.create_policy import CreatePolicy
    from desktop.services.fill_files import places_of_template, read_fill_file
    from desktop.services.templates import template_of

    template = template_of(request.text("TEMPLATE"))
    languages = LANGUAGES[request.text("language", "zh")]
    title = request.text("title")
    other = request.text("title-en")
    if languages == ("en",):
        titles = Localised(en=title)
    elif title == template.policy_title.zh and "en" in languages and not other:
        titles = template.policy_title
    else:
        titles = Localised(title, other)
    values = {}
    if request.given("fill") is not None:
        roles = frozenset(role.code for role in template.roles)
        places = places_of_template(template.chapters)
        values = read_fill_file(request.path("fill"), places, languages, roles)
    command = CreatePolicy(
        template,
        titles,
        languages,
        number=request.text("number"),
        samples=request.switched("samples"),
        values=values,
    )
    with opened(request, create=True) as library:
        policy = library.run(command).result
    return Answer({"policy": policy}, (policy,))


def _fill(request: Request) -> Answer:
    from desktop.services.commands.set_field_values import SetFieldValues
    from desktop.services.fill_files import places_of_policy, read_fill_file
    from desktop.services.queries import policy_snapshot

    with opened(request) as library:
        policy = policy_snapshot(library, request.text("POLICY"))
        roles = frozenset(role.code for role in policy.roles)
        places = places_of_policy(policy.chapters)
        values = read_fill_file(request.path("FILE"), places, policy.languages, roles)
        changed = library.run(SetFieldValues(policy.id, values)).result
    data: Json = {"policy": policy.id, "set": len(values), "changed": list(changed)}
    return Answer(data, (request.say("filled", set=len(values), changed=len(changed)),))


def _show(request: Request) -> Answer:
    from desktop.cli.commands.revisions import in_force_label
    from desktop.services.life_queries import policy_life, revision_snapshot
    from desktop.services.queries import today

    with opened_to_read(request) as library:
        policy = revision_snapshot(library, request.text("POLICY"), request.text("revision"))
        in_force = in_force_label(policy_life(library, policy.id), today(library))
    data = {**policy_json(policy), "in_force": in_force}
    # JSON is YAML, too: what is shown can be edited and given to `fill`.
    lines = () if request.json else json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return Answer(data, lines)


def policy_json(policy: "Policy") -> "dict[str, Json]":
    """A policy as `show` prints it; `fill` takes its chapters back."""
    from desktop.models.completeness import chapter_complete

    leading = policy.languages[0]
    chapters: list[Json] = [
        {
            "id": chapter.id,
            "title": chapter.title.text(leading),
            "titles": dict(chapter.title.to_json()),
            "complete": chapter_complete(chapter),
            "fields": {field.id: field.value for field in chapter.fields},
        }
        for chapter in policy.chapters
    ]
    return {
        "policy": policy.id,
        "title": policy.title.text(leading),
        "titles": dict(policy.title.to_json()),
        "number": policy.facts.number,
        "state": policy.state,
        "revision": policy.facts.revision,
        "content_hash": policy.frozen or None,
        "languages": list(policy.languages),
        "template": policy.template,
        "chapters": chapters,
    }


def _list(request: Request) -> Answer:
    from desktop.services.life_queries import in_force_labels
    from desktop.services.queries import policy_summaries

    with opened_to_read(request) as library:
        policies, in_force = policy_summaries(library), in_force_labels(library)
    data: Json = [
        {
            "policy": one.id,
            "title": one.title,
            "number": one.number,
            "state": one.state,
            "revision": one.revision,
            "in_force": in_force.get(one.id),
            "effective": iso(one.effective),
            "review_due": iso(one.review_due),
        }
        for one in policies
    ]
    rows = [
        (one.id, one.title, one.number, request.say(f"state_{one.state}"), one.revision)
        for one in policies
    ]
    return Answer(data, aligned(rows) or (request.say("no_policies"),))


def _search(request: Request) -> Answer:
    from desktop.cli.numbers import whole_number
    from desktop.services.search import search

    limit = whole_number(request, "limit", default=50, least=1, most=10_000)
    with opened_to_read(request) as library:
        hits = search(library, request.text("QUERY"), limit)
    data: Json = [
        {
            "kind": hit.kind,
            "id": hit.owner,
            "anchor": hit.anchor,
            "title": hit.title,
            "snippet": hit.snippet,
        }
        for hit in hits
    ]
    rows = [(hit.owner, hit.anchor, hit.title, hit.snippet) for hit in hits]
    return Answer(data, aligned(rows) or (request.say("nothing_found"),))


POLICY = Argument("POLICY")
COMMANDS = (
    Command(
        ("new",),
        _new,
        (Argument("TEMPLATE"),),
        (
            Option("title", "T", required=True),
            Option("title-en", "T"),
            Option("number", "N"),
            Option("language", "zh|en|both", choices=tuple(LANGUAGES)),
            Option("fill", "FILE"),
            Option("samples"),
        ),
    ),
    Command(("fill",), _fill, (POLICY, Argument("FILE"))),
    Command(("show",), _show, (POLICY,), (Option("revision", "R"),)),
    Command(("list",), _list),
    Command(("search",), _search, (Argument("QUERY"),), (Option("limit", "N"),)),
)
