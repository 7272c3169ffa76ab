"""Status shapes, so that colour is never the only sign: ring, triangle, square."""

from desktop.writers.pdf.pen import Pen

__all__ = ["draw_symbol"]


def draw_symbol(pen: Pen, name: str, x: float, y: float, size: float) -> None:
    """Draws a shape centred on (x, y), sized for text of `size` pt."""
    half = size * 0.36
    if name == "ring":
        pen.circle(x, y, half, stroke="teal", width=1.2)
    elif name == "triangle":
        points = ((x - half, y - half * 0.9), (x + half, y - half * 0.9), (x, y + half))
        pen.polygon(points, stroke="amber", fill="amber-tint", width=0.9)
    elif name == "square":
        pen.box(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8, fill="red")
