"""Sets one prepared file with one engine, in a process of its own.

    python engine.py ENGINE SOURCE OUTPUT FONTS

ENGINE: policydesk (SOURCE: a pickled Document), typst (.typ) or weasyprint (.html). FONTS: folder
with the faces that the document uses.
"""

import sys
from pathlib import Path

__all__: list[str] = []


def _policydesk(source: Path, output: Path, _fonts: Path) -> None:
    import pickle

    from desktop.writers.pdf.writer import write_pdf

    output.write_bytes(write_pdf(pickle.loads(source.read_bytes())).data)


def _typst(source: Path, output: Path, fonts: Path) -> None:
    import typst

    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    # Without tags: ours are written without them, too.
    typst.Compiler(str(source), font_paths=found).compile(output=str(output), pdf_tags=False)


def _weasyprint(source: Path, output: Path, _fonts: Path) -> None:
    from weasyprint import HTML

    HTML(source).write_pdf(output)


ENGINES = {"policydesk": _policydesk, "typst": _typst, "weasyprint": _weasyprint}

if __name__ == "__main__":
    ENGINES[sys.argv[1]](*map(Path, sys.argv[2:5]))
