"""How the window looks and speaks: the choices of theme and language, for menus and search."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

__all__ = ["Look", "looks"]


@dataclass(frozen=True, slots=True)
class Look:
    """One of them holds. `name`: theme or language. `title` of the submenu, with its mnemonic;
    `values`: (value, its words)."""

    name: str
    title: str
    values: tuple[tuple[str, str], ...]

    def command(self, value: str) -> str:
        """What asks the window for it."""
        return f"{self.name}={value}"


def looks() -> tuple[Look, ...]:
    """In the window's language; languages name themselves, so that one finds back."""
    tr = QCoreApplication.translate
    system = tr("Looks", "Like the system")
    themes = (
        ("system", system),
        ("light", tr("Looks", "Light")),
        ("dark", tr("Looks", "Dark")),
    )
    languages = (("system", system), ("zh", "中文"), ("en", "English"))
    return (
        Look("theme", tr("Looks", "&Theme"), themes),
        Look("language", "语言 / &Language", languages),
    )
