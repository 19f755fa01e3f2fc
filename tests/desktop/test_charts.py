"""The charts: what they say to a screen reader, and what they refuse to pretend."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from riskassess.desktop.charts import Bar, DomainBars, Radar, Ruler, RulerRow, Scale, SpanRuler, Spoke
from riskassess.desktop.charts.radar import can_draw
from riskassess.desktop.charts.scale import Axis
from riskassess.desktop.look import Look

SCALE = Scale.of([("A", 85), ("B", 70), ("C", 55), ("D", 40), ("E", 0)])


def spokes(count: int, **more: float | None) -> list[Spoke]:
    return [Spoke(f"d{n}", more.get(f"d{n}", 3.0), 3.5, True) for n in range(count)]


def colours(widget: Radar | Ruler | SpanRuler | DomainBars) -> dict[int, int]:
    image: QImage = widget.grab().toImage()
    found: dict[int, int] = {}
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixel(x, y)
            found[pixel] = found.get(pixel, 0) + 1
    return found


def test_a_scale_runs_from_the_worst_grade_to_a_hundred_in_any_order_given() -> None:
    assert SCALE.bands[0] == ("E", 0, 40)
    assert SCALE.bands[-1] == ("A", 85, 100)
    assert SCALE.cuts == (40, 55, 70, 85)


def test_an_axis_keeps_figures_inside_its_ends() -> None:
    axis = Axis(10, 110)
    assert (axis.x(0), axis.x(50), axis.x(100), axis.x(120)) == (10, 60, 110, 110)


@pytest.mark.parametrize(("count", "drawn"), [(4, False), (5, True), (14, True), (15, False)])
def test_a_radar_is_drawn_for_five_to_fourteen_domains(count: int, drawn: bool) -> None:
    assert can_draw(spokes(count)) is drawn


def test_a_radar_is_filled_only_when_every_domain_has_an_answer(look: Look, qtbot) -> None:
    filled, broken = Radar(look), Radar(look)
    for radar, shown in ((filled, spokes(8)), (broken, spokes(8, d3=None))):
        qtbot.addWidget(radar)
        radar.resize(272, 232)
        radar.show_spokes(shown, "name", "told")
    ground = filled.grab().toImage().pixel(136, 116 - 30)
    assert ground != broken.grab().toImage().pixel(136, 116 - 30), "the wash of a filled radar"
    assert filled.accessibleDescription() == "told"


def test_bars_show_a_target_beyond_the_level_and_a_domain_without_an_answer(look: Look, qtbot) -> None:
    bars = DomainBars(look)
    qtbot.addWidget(bars)
    bars.resize(342, 56)
    bars.show_bars([Bar("one", 2.0, 4.0, "50.0%", "weak", True), Bar("two", None, 3.0, "–")], "domains", "told")
    found = colours(bars)
    assert look.color("warn").rgb() in found
    assert look.color("text").rgb() in found
    assert look.color("accent").rgb() not in found, "nothing known is no bar"
    assert bars.sizeHint().height() == 56


def test_a_ruler_draws_each_kind_of_row_and_tells_them(look: Look, qtbot) -> None:
    ruler = Ruler(look)
    qtbot.addWidget(ruler)
    rows = [
        RulerRow("claimed", "filled", point=81.0, number="81.0", grade="C", strong=True),
        RulerRow("open", "band", None, 0.0, 100.0, ends=("0.0", "100.0")),
        RulerRow("substantiated", "outlined", point=77.1, number="77.1", grade="C"),
        RulerRow("leniency", "range", 81.0, 50.4, 96.7, grade="D–A", ends=("50.4", "96.7")),
        RulerRow("weights", "none", note="working"),
    ]
    ruler.resize(ruler.sizeHint().expandedTo(ruler.minimumSizeHint()))
    empty = ruler.grab().toImage()
    ruler.show_rows(SCALE, rows, "ruler", "told")
    ruler.resize(ruler.sizeHint())
    assert ruler.grab().toImage() != empty
    assert ruler.rows() == tuple(rows)
    assert ruler.accessibleDescription() == "told"


@pytest.mark.parametrize("figures", [(None, None, None), (0.0, None, 100.0), (69.0, 70.0, 71.0), (0.0, 0.0, 2.0)])
def test_a_span_can_be_painted_wherever_it_lies(
    look: Look, qtbot, figures: tuple[float | None, float | None, float | None]
) -> None:
    span = SpanRuler(look)
    qtbot.addWidget(span)
    span.resize(272, 56)
    span.show_span(SCALE, figures, ("10.0", "11.0"), "span")
    assert not span.grab().isNull()
    assert span.figures() == figures
