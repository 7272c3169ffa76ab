"""Draws a process flow: roles as columns, phases as bands, gates as diamonds, arrows orthogonal.

Arrows run in channels above each row of boxes, so that they never cross a box.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from desktop.documents.blocks import Box, SwimLanes
from desktop.writers.pdf.cells import balanced
from desktop.writers.pdf.flow import PageContext, Slice
from desktop.writers.pdf.lines import Line
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle

__all__ = ["lay_swim_lanes"]

_BAND_LABEL = 22.0
_HEAD = 26.0
_CHANNEL = 24.0
_FOOT = 6.0
"""Below a row's boxes, for flows that run back inside the row."""
_TRACK = 5.0
_SCALES = (1.0, 0.92, 0.85, 0.78)
"""Sizes that are tried so that no word of a box or head is lost (smallest: 5.9 pt)."""
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, upper, right, lower; measured down from the figure's upper left corner."""


@dataclass(slots=True)
class _Row:
    """A row of boxes: `top` below the figure's top; `used`: stretches taken in its channel."""

    top: float
    height: float
    used: list[list[tuple[float, float]]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.top + _CHANNEL + (self.height - _CHANNEL - _FOOT) / 2

    def track(self, start: float, end: float) -> float:
        """Depth of a free track of the channel between two x, measured from the figure's top."""
        low, high = min(start, end) - 3, max(start, end) + 3
        for index, taken in enumerate(self.used):
            if all(high <= left or low >= right for left, right in taken):
                taken.append((low, high))
                return self.top + _CHANNEL - 7 - index * _TRACK
        self.used.append([(low, high)])
        return self.top + _CHANNEL - 7 - (len(self.used) - 1) * _TRACK


def lay_swim_lanes(drawing: SwimLanes, setter: Setter) -> Slice:
    """The figure as one slice; its rows shrink where a page would not hold it."""
    figure = _Figure(drawing, setter)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        figure.draw(pen, x, top)

    return Slice(figure.height, draw)


class _Figure:
    def __init__(self, drawing: SwimLanes, setter: Setter) -> None:
        self.drawing, self.setter = drawing, setter
        self.width = setter.page.width
        self.lane = (self.width - _BAND_LABEL) / max(len(drawing.lanes), 1)
        self.box_width = min(55.6, self.lane - 12)
        slots = [
            1 + max((box.slot for box in drawing.boxes if box.band == band), default=0)
            for band in range(len(drawing.bands))
        ]
        room = setter.page.height - 90 - _HEAD
        row_height = min(70.0, room / max(sum(slots), 1))
        self.box_height = min(26.6, row_height - _CHANNEL - 4)
        self.rows: dict[tuple[int, int], _Row] = {}
        self.sides: list[tuple[float, float, float]] = []
        self.band_tops: list[float] = []
        top = _HEAD
        for band, count in enumerate(slots):
            self.band_tops.append(top)
            for slot in range(count):
                self.rows[band, slot] = _Row(top, row_height)
                top += row_height
        self.band_tops.append(top)
        self.height = top
        self.boxes = {box.id: box for box in drawing.boxes}
        self.occupied = {(box.band, box.slot, box.lane) for box in drawing.boxes}
        self.text = TextStyle("serif", 7.5, 9.5)
        self.number = TextStyle("sans-bold", 7.5, 9.5, tone="blue")
        self.small = TextStyle("light", 6.8, 9, tone="secondary")

    def centre(self, box: Box) -> Point:
        x = _BAND_LABEL + (box.lane + 0.5) * self.lane
        return x, self.rows[box.band, box.slot].middle

    def half(self, box: Box) -> Point:
        """Half width and half height."""
        if box.gate:
            return min(self.box_width * 0.58, self.lane / 2 - 3), self.box_height * 0.68
        return self.box_width / 2, self.box_height / 2

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for row in self.rows.values():
            row.used.clear()
        self.sides.clear()
        self._frame(pen, x, top)
        labels = _Labels([self._rectangle(box) for box in self.drawing.boxes])
        drawn = []
        # Returns take the upper tracks of a channel, so that they are drawn first.
        for flow in sorted(self.drawing.flows, key=lambda one: not one[3]):
            if flow[0] in self.boxes and flow[1] in self.boxes:
                drawn.append((flow[2], flow[3], self._flow(pen, x, top, *flow)))
        for box in self.drawing.boxes:
            self._box(pen, box, x, top)
        for label, returning, points in drawn:
            if label:
                self._label(pen, labels, label, returning, points, x, top)

    def _rectangle(self, box: Box) -> Rectangle:
        (cx, cy), (half_x, half_y) = self.centre(box), self.half(box)
        return cx - half_x, cy - half_y, cx + half_x, cy + half_y

    def _label(
        self,
        pen: Pen,
        labels: "_Labels",
        label: str,
        returning: bool,
        points: list[Point],
        x: float,
        top: float,
    ) -> None:
        """Writes a label beside its arrow, where it covers no box and no other label."""
        made = self.setter.plain(label, self.small)
        whole = self.setter.one_line(made)
        wrapped = self.setter.lines(made, self.small, self.lane * 0.82)
        wide = max(one.width for one in wrapped)
        places: list[tuple[list[Line], Point]] = []
        (x1, y1), (x2, _) = points[0], points[1]
        if x1 == x2 and not returning:  # beside the source, where the reader begins
            places += [([whole], (x1 + 4, y1 + 1)), ([whole], (x1 - whole.width - 4, y1 + 1))]
        for (x1, y1), (x2, y2) in pairwise(points):
            if y1 == y2 and abs(x2 - x1) > whole.width * 0.8:
                for share in (0.5, 0.35, 0.65, 0.2, 0.8):
                    middle = x1 + (x2 - x1) * share
                    lift = 4.5 if returning else 9.5
                    places.append(([whole], (middle - whole.width / 2, y1 - lift)))
            elif x1 == x2:
                lines, width = (wrapped, wide) if returning else ([whole], whole.width)
                for share in (0.5, 0.3, 0.7, 0.15, 0.85):
                    y = y1 + (y2 - y1) * share - 4.5 * len(lines)
                    beside = x1 - width / 2 if returning else x1 + 4
                    places += [(lines, (beside, y)), (lines, (x1 - width - 4, y))]
        if not places:
            places.append(([whole], (points[0][0] + 3, points[0][1] - 10)))
        lines, (left, upper) = labels.choose(places, self.width)
        for line in lines:
            pen.box(x + left - 1, top - upper - 9, line.width + 2, 9, fill="white")
            pen.text_line(line, x + left, top - upper, 9)
            upper += 9

    def _frame(self, pen: Pen, x: float, top: float) -> None:
        bottom = top - self.height
        pen.box(x, top - _HEAD, self.width, _HEAD, fill="head")
        pen.box(x, bottom, _BAND_LABEL, self.height - _HEAD, fill="head")
        head = TextStyle("sans", 8.5, 10)
        for index, name in enumerate(self.drawing.lanes):
            left = x + _BAND_LABEL + index * self.lane
            if index % 2:
                pen.box(left, bottom, self.lane, self.height - _HEAD, fill="band")
            lines, pitch = self._fitted(name, head, self.lane - 5, _HEAD - 2)
            at = top - (_HEAD - pitch * len(lines)) / 2
            for line in lines:
                pen.text_line(line, left + (self.lane - line.width) / 2, at, pitch)
                at -= pitch
            pen.rule(left, top, left, bottom, 0.35, "hairline")
        for index, name in enumerate(self.drawing.bands):
            upper, lower = top - self.band_tops[index], top - self.band_tops[index + 1]
            pen.rule(x, upper, x + self.width, upper, 0.5, "grey")
            self._band_name(pen, name, x, upper, lower)
        pen.rule(x + _BAND_LABEL, top, x + _BAND_LABEL, bottom, 0.5, "grey")
        pen.box(x, bottom, self.width, self.height, stroke="ink", line=1.0)

    def _band_name(self, pen: Pen, name: str, x: float, upper: float, lower: float) -> None:
        style = TextStyle("sans-bold", 9, 12)
        if self.setter.language == "en":
            line = self.setter.line(name, style)
            middle = (upper + lower) / 2 - line.width / 2
            pen.turned_line(line, x + _BAND_LABEL / 2 + 3, middle, 0.0, 1.0)
            return
        letters = list(name)
        per_column = max(1, int((upper - lower - 4) / 12))
        columns = [letters[i : i + per_column] for i in range(0, len(letters), per_column)]
        for index, column in enumerate(columns):
            at = (upper + lower) / 2 + 6 * len(column)
            offset = (_BAND_LABEL - 9 * len(columns)) / 2 + 9 * index
            for letter in column:
                pen.text_line(self.setter.line(letter, style), x + offset, at, 12)
                at -= 12

    def _box(self, pen: Pen, box: Box, x: float, top: float) -> None:
        cx, cy = self.centre(box)
        cx, cy = x + cx, top - cy
        half_x, half_y = self.half(box)
        if box.gate:
            corners = ((cx - half_x, cy), (cx, cy + half_y), (cx + half_x, cy), (cx, cy - half_y))
            pen.polygon(corners, stroke="blue", fill="blue-tint", width=0.9)
        else:
            low_x, low_y = cx - half_x, cy - half_y
            pen.box(low_x, low_y, 2 * half_x, 2 * half_y, stroke="ink", fill="white", line=0.7)
        lines, pitch = self._box_lines(box, 2 * half_x, 2 * half_y)
        at = cy + len(lines) * pitch / 2
        for line in lines:
            pen.text_line(line, cx - line.width / 2, at, pitch)
            at -= pitch

    def _box_lines(self, box: Box, width: float, height: float) -> tuple[list[Line], float]:
        """The lines of a box and their pitch; smaller where its words need that."""
        setter = self.setter
        name, _, detail = box.text.partition("\n")
        for scale in _SCALES:
            text = _shrunk(self.text, scale)
            number = _shrunk(self.number, scale)
            if box.gate:
                lines = [setter.line(box.number, number)]
                lines += setter.lines(setter.plain(name, text), text, width * 0.62)
                fits = len(lines) <= 2 or (len(lines) == 3 and scale < 0.9)
            else:
                made = setter.plain(f"{box.number} ", number) + setter.plain(name, text)
                lines = setter.lines(made, text, width - 3)
                if detail:
                    lines += setter.lines(setter.plain(detail, text), text, width - 3)
                fits = len(lines) * text.pitch <= height
            if fits:
                break
        return lines, text.pitch

    def _fitted(
        self, words: str, style: TextStyle, width: float, height: float
    ) -> tuple[list[Line], float]:
        """Lines of a lane's head and their pitch; smaller where the lane is narrow."""
        for scale in _SCALES:
            text = _shrunk(style, scale)
            lines = balanced(self.setter.plain(words, text), text, width)
            if len(lines) * text.pitch <= height:
                break
        return lines, text.pitch

    def _flow(
        self, pen: Pen, x: float, top: float, start: str, end: str, _label: str, returning: bool
    ) -> list[Point]:
        """Draws an arrow; gives its corners, measured from the figure's upper left."""
        source, target = self.boxes[start], self.boxes[end]
        points = self._return_path(source, target) if returning else self._path(source, target)
        drawn = [(x + a, top - b) for a, b in points]
        tone = "secondary" if returning else "ink"
        pen.polyline(drawn, 0.7, tone, "3 2" if returning else "")
        _arrow_head(pen, drawn[-2], drawn[-1], tone)
        return points

    def _path(self, source: Box, target: Box) -> list[Point]:
        sx, sy = self.centre(source)
        tx, ty = self.centre(target)
        s_half, t_half = self.half(source), self.half(target)
        same_row = (source.band, source.slot) == (target.band, target.slot)
        between = range(min(source.lane, target.lane) + 1, max(source.lane, target.lane))
        if same_row and not any((source.band, source.slot, k) in self.occupied for k in between):
            way = 1 if tx > sx else -1
            return [(sx + way * s_half[0], sy), (tx - way * t_half[0], ty)]
        row = self.rows[target.band, target.slot]
        if same_row:
            depth = row.top + row.height - _FOOT / 2
            return [(sx, sy + s_half[1]), (sx, depth), (tx, depth), (tx, ty + t_half[1])]
        if source.lane == target.lane and self._free_below(source, target):
            return [(sx, sy + s_half[1]), (tx, ty - t_half[1])]
        if not self._free_below(source, target):
            side = sx + self.lane / 2 - 3
            depth = row.track(side, tx)
            line = [(sx + s_half[0], sy), (side, sy), (side, depth), (tx, depth)]
            return [*line, (tx, ty - t_half[1])]
        depth = row.track(sx, tx)
        return [(sx, sy + s_half[1]), (sx, depth), (tx, depth), (tx, ty - t_half[1])]

    def _free_below(self, source: Box, target: Box) -> bool:
        """No box stands in the source's lane between the two rows."""
        first, last = (source.band, source.slot), (target.band, target.slot)
        if last < first:
            return False
        return not any(
            lane == source.lane and first < (band, slot) < last
            for band, slot, lane in self.occupied
        )

    def _side_track(self, x: float, start: float, end: float) -> float:
        """A free upright track left of `x`, so that two returns never lie on each other."""
        low, high = min(start, end), max(start, end)
        while any(
            abs(taken - x) < 2 and low < last and first < high for taken, first, last in self.sides
        ):
            x -= _TRACK
        self.sides.append((x, low, high))
        return x

    def _return_path(self, source: Box, target: Box) -> list[Point]:
        """Back within a row: over the top. Back to an earlier row: along the target's left."""
        sx, sy = self.centre(source)
        tx, ty = self.centre(target)
        s_half, t_half = self.half(source), self.half(target)
        if (source.band, source.slot) == (target.band, target.slot):
            depth = self.rows[source.band, source.slot].track(sx, tx)
            return [(sx, sy - s_half[1]), (sx, depth), (tx, depth), (tx, ty - t_half[1])]
        side = self._side_track(tx - self.lane / 2 + (5 if target.lane == 0 else -4), sy, ty)
        first = min(source.lane, target.lane)
        crossed = range(first, source.lane)
        if any((source.band, source.slot, lane) in self.occupied for lane in crossed):
            depth = self.rows[source.band, source.slot].track(sx, side)
            line = [(sx, sy - s_half[1]), (sx, depth), (side, depth), (side, ty)]
        else:
            line = [(sx - s_half[0], sy), (side, sy), (side, ty)]
        line.append((tx - t_half[0], ty))
        return line


class _Labels:
    """Finds places for labels that cover no box and no other label."""

    def __init__(self, taken: list[Rectangle]) -> None:
        self.taken = taken

    def choose(
        self, places: list[tuple[list[Line], Point]], width: float
    ) -> tuple[list[Line], Point]:
        """The first free place; where there is none, the one that covers least."""
        best, least = places[0], float("inf")
        for lines, (left, upper) in places:
            wide = max(one.width for one in lines)
            if left < _BAND_LABEL + 1 or left + wide > width - 1:
                continue
            mine = (left - 1, upper, left + wide + 1, upper + 9 * len(lines))
            covered = sum(_overlap(mine, other) for other in self.taken)
            if covered < least:
                best, least = (lines, (left, upper)), covered
            if covered == 0:
                break
        lines, (left, upper) = best
        wide = max(one.width for one in lines)
        self.taken.append((left, upper, left + wide, upper + 9 * len(lines)))
        return best


def _shrunk(style: TextStyle, scale: float) -> TextStyle:
    return style._replace(size=style.size * scale, pitch=style.pitch * scale)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _arrow_head(pen: Pen, before: Point, tip: Point, tone: str) -> None:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    back = (tip[0] - 5 * ux, tip[1] - 5 * uy)
    corners = (tip, (back[0] - 2 * uy, back[1] + 2 * ux), (back[0] + 2 * uy, back[1] - 2 * ux))
    pen.polygon(corners, fill=tone)
