"""Charts as inline SVG, drawn by pygal. Only this room knows it, and only a report imports this room.

A chart brings no script and no style of its own: what pygal adds for a chart that stands alone is taken out, and the
page's style sheet gives the colours by class (`color-0`, `color-1` ...), so that they follow light and dark. Every
chart has a title and a description; the page shows the same figures as a table.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pygal
from pygal.style import Style

# pygal puts a finder of its own into the imports of the whole program, for map plug-ins that nobody has here.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]
_WIDE, _NARROW = (720, 260), (340, 230)  # sizes in pixels for a screen and for a telephone; they scale with the page
_KEPT = "value"  # pygal's <desc> that says a point's value; the others place its tooltips


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart is called (`name` is unique in the page and makes its ids), for those who hear it."""

    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Bars:
    """One figure of every month, in integer cents; negative bars hang below the line."""

    name: str
    cents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of dots: one dot a day."""

    name: str
    days: tuple[date, ...]


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _prune(element: Any) -> None:
    """Take out scripts, styles, comments and tooltips' places; a point's value becomes its title."""
    for child in list(element):
        kind, classes = _local(child), child.get("class") or ""
        if kind == "desc" and classes == _KEPT:
            child.tag = "title"
            del child.attrib["class"]
        elif not kind or kind in ("defs", "title", "desc") or "tooltip-overlay" in classes:
            element.remove(child)
        else:
            _prune(child)


def _filter(words: Words) -> Callable[[Any], Any]:
    """What pygal is asked to do with the finished drawing."""

    def tidy(root: Any) -> Any:
        _prune(root)
        texts = {"title": words.title, "desc": words.description}
        for place, (kind, text) in enumerate(texts.items()):
            node = root.makeelement(kind, {"id": f"{words.name}-{kind}"})
            node.text = text
            root.insert(place, node)
        root.set("id", words.name)
        root.set("role", "img")
        root.set("aria-labelledby", " ".join(f"{words.name}-{kind}" for kind in texts))
        return root

    return tidy


def _options(narrow: bool) -> dict[str, Any]:
    width, height = _NARROW if narrow else _WIDE
    return {
        "width": width,
        "height": height,
        "margin": 6,
        "js": (),
        "css": (),
        "no_prefix": True,
        "disable_xml_declaration": True,
        "show_legend": False,
        "truncate_label": -1,
        "style": Style(label_font_size=12, major_label_font_size=12, font_family="sans-serif"),
    }


def _svg(chart: Any, words: Words) -> str:
    chart.add_xml_filter(_filter(words))
    return str(chart.render(is_unicode=True))


def month_bars(
    words: Words, months: Sequence[str], series: Iterable[Bars], money: Callable[[int], str], *, narrow: bool = False
) -> str:
    """Stacked bars, one place a month (the labels, "" for none). `money` writes cents. Out: the text of an `<svg>`."""
    chart = pygal.StackedBar(
        **_options(narrow), formatter=money, value_formatter=money, max_scale=6, spacing=4, rounded_bars=1
    )
    chart.x_labels = list(months)
    for one in series:
        chart.add(one.name, list(one.cents))
    return _svg(chart, words)


def _moment(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def day_lanes(
    words: Words,
    lanes: Sequence[Lane],
    ticks: Sequence[date],
    month: Callable[[date], str],
    day: Callable[[date], str],
    *,
    narrow: bool = False,
) -> str:
    """Dots on lanes (the first on top), from the first tick to the last. Out: the text of an `<svg>`.

    `month` writes a tick (the last one, where the days end, has none), `day` a dot's day.
    """
    chart = pygal.XY(
        **_options(narrow) | {"height": 36 + 32 * len(lanes)},
        stroke=False,
        dots_size=4,
        x_value_formatter=lambda moment: month(_day(moment)),
        xrange=(_moment(ticks[0]), _moment(ticks[-1])),
        range=(0.4, len(lanes) + 0.6),
    )
    chart.x_labels = [_moment(tick) for tick in ticks[:-1]]
    heights = range(len(lanes), 0, -1)
    chart.y_labels = [{"value": height, "label": lane.name} for height, lane in zip(heights, lanes, strict=True)]
    for height, lane in zip(heights, lanes, strict=True):
        dots = [(_moment(one), height) for one in lane.days]
        chart.add(lane.name, dots, formatter=lambda dot, name=lane.name: f"{name}, {day(_day(dot[0]))}")
    return _svg(chart, words)
