"""Pages of PDF files as pictures, with the values of their forms and the stamps of signatures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.models.errors import Refused

__all__ = ["PdfPictures", "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """`data`: four bytes a pixel (blue, green, red, nothing), line by line without gaps."""

    width: int
    height: int
    data: bytes


class PdfPictures:
    """An open file. Not for several threads: the library underneath serves one at a time."""

    def __init__(self, source: Path | bytes) -> None:
        """Refused where it is not a file that can be shown."""
        import pypdfium2  # type: ignore[import-untyped]  # (it brings no types)

        try:
            self._file: Any = pypdfium2.PdfDocument(source)
        except (OSError, pypdfium2.PdfiumError) as error:
            name = source.name if isinstance(source, Path) else "PDF"
            raise Refused("pdf-unreadable", name=name, why=str(error)) from error
        self._file.init_forms()

    @property
    def pages(self) -> int:
        return len(self._file)

    def picture(self, page: int, scale: float) -> Picture:
        """A page, from 0. `scale`: pixels per pt. Refused where there is no such page."""
        if not 0 <= page < self.pages:
            raise Refused("pages-outside", pages=self.pages, chosen=page + 1)
        shown = self._file[page]
        try:
            bitmap = shown.render(scale=scale, prefer_bgrx=True)
            return _packed(bitmap)
        finally:
            shown.close()

    def close(self) -> None:
        self._file.close()


def _packed(bitmap: Any) -> Picture:
    data = bytes(bitmap.buffer)
    line = 4 * bitmap.width
    if bitmap.stride != line:
        stride = bitmap.stride
        data = b"".join(data[at : at + line] for at in range(0, stride * bitmap.height, stride))
    return Picture(bitmap.width, bitmap.height, data)
