"""A whole policy of usual size with changes of every kind: accepted in LibreOffice it is the new
text, rejected the old. (600 pages: `run.py benchmark compare`.)"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.documents.accepting import accepted, rejected
from desktop.documents.blocks import Document
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from desktop.writers.docx.writer import write_docx
from tests.documents.edits import edited
from tests.documents.revising import revised
from tests.factories import NOON
from tests.writers import docx_reading
from tests.writers.office import needs_office
from tests.writers.settling import differences, worded


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("library") / "制度.policydesk"
    with Library.open(path, create=True) as library:
        made = CreatePolicy(template_of("comprehensive"), Localised("制度"), samples=True)
        old = policy_snapshot(library, library.run(made).result)
    chance = random.Random(20261122)
    new = revised(old, chance, 60, 12, 20).policy
    for _ in range(12):
        new = edited(new, chance)
    return document_kind("marked-up").build(PrintOrder(new, NOON, "zh", base=old))


def test_it_is_of_usual_size(copy: Document) -> None:
    assert len(copy.blocks) > 500
    assert accepted(copy.blocks) != rejected(copy.blocks)


def test_by_the_rules_of_the_format_it_is_either_text(copy: Document) -> None:
    data = write_docx(copy)
    for settled, blocks in (
        (docx_reading.accepted(data), accepted(copy.blocks)),
        (docx_reading.rejected(data), rejected(copy.blocks)),
    ):
        plain = docx_reading.body_of(write_docx(replace(copy, blocks=blocks)))
        lines = map(docx_reading.lines_of, (settled, plain))
        assert len({tuple(worded(one)) for one in lines}) == 1


@needs_office
@pytest.mark.parametrize("command", ["Accept", "Reject"])
def test_in_libreoffice_it_is_either_text(copy: Document, command: str, tmp_path: Path) -> None:
    assert differences(copy, command, tmp_path) == []
