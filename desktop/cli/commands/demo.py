"""The command that does the main job on an example."""

import sys
from typing import TYPE_CHECKING

from desktop.cli.commands.printing import printout_json, remarks
from desktop.cli.grammar import Argument, Command
from desktop.cli.request import Answer, Request

if TYPE_CHECKING:
    from desktop.models.definitions import Json


def _demo(request: Request) -> Answer:
    from desktop.services.demo import make_demo

    moving = sys.stderr.isatty()

    def progress(done: int, total: int, file: str) -> bool:
        if done < total:
            line = request.say("demo_printing", done=done + 1, total=total, file=file)
            sys.stderr.write(f"\r{line}\x1b[K" if moving else f"{line}\n")
        elif moving:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
        return True

    demo = make_demo(request.path("DIR"), progress)
    for printout in demo.printouts:
        for remark in remarks(printout, request):
            request.tell("remark", text=f"{printout.path.name}: {remark}")
    data: Json = {
        "folder": str(demo.folder),
        "library": str(demo.library),
        "policy": demo.policy,
        "project": demo.project,
        "files": [printout_json(one) for one in demo.printouts],
    }
    lines = [
        request.say("demo_library", library=demo.library),
        *(request.say("demo_file", file=one.path, pages=one.pages) for one in demo.printouts),
    ]
    return Answer(data, lines)


COMMANDS = (Command(("demo",), _demo, (Argument("DIR"),)),)
