"""What the projects themselves say, beside one another.

1. Fields that differ come first, of these the project's before the enterprise's, otherwise they stand in the packs'
order; a field of which nobody says anything has no row. 2. Values are words of the pack, names of countries, amounts
with their currency. 3. The sentence names the first few and how many more there are; over time, with the same profile,
there is none. 4. Another questionnaire has none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from riskassess.app.assessments import Desk, OpenAssessment
from riskassess.app.comparing import Compared
from riskassess.app.packs import Shelf
from riskassess.app.profile_differences import profile_rows, profile_sentence
from riskassess.texts import Texts
from tests.app.small_pack import small_pack

ZH, EN = Texts("zh"), Texts("en")


@pytest.fixture
def desk(tmp_path: Path):
    opened = Desk.open(tmp_path / "workspace.riskassess", shelf=Shelf.shipped())
    yield opened
    opened.close()


def compared(desk: Desk, *samples: int) -> tuple[Compared, list[OpenAssessment]]:
    opened = [desk.open_sample(number) for number in samples]
    return desk.comparing.compare(opened), opened


def test_fields_that_differ_come_first_in_the_order_of_the_pack(desk: Desk) -> None:  # 1
    found, sides = compared(desk, 1, 2)
    rows = profile_rows(found, ZH)
    places = [field.id for field in sides[0].pack.fields]
    differing, same = [r for r in rows if r.differs], [r for r in rows if not r.differs]
    assert differing and same
    assert list(rows) == [*differing, *same]
    for part in (differing, same):
        about = sides[0].pack.field_by_id
        wanted = sorted((row.id for row in part), key=lambda name: (about[name].about != "project", places.index(name)))
        assert [row.id for row in part] == wanted
    profiles = [side.answers.profile for side in sides]
    for row in rows:
        assert row.differs == (profiles[0].get(row.id) != profiles[1].get(row.id)), row.id
    silent = set(places) - {row.id for row in rows}
    assert not [name for name in silent if any(profile.get(name) for profile in profiles)]


def test_values_are_words(desk: Desk) -> None:  # 2
    found, sides = compared(desk, 1, 2)
    rows = {row.id: row for row in profile_rows(found, EN)}
    for field in sides[0].pack.fields:
        if field.id not in rows:
            continue
        given = [side.answers.profile.get(field.id) for side in sides]
        for value, words in zip(given, rows[field.id].values, strict=True):
            if value is None:
                assert words == EN("window.project.not_given")
            elif field.kind == "choice":
                assert words == field.choice(str(value)).title["en"]
            elif field.kind == "country":
                assert words and words != value
    sides[0].set_profile(next(f.id for f in sides[0].pack.fields if f.kind == "country"), "VNM")
    again = desk.comparing.compare(sides)
    assert any("Vietnam" in row.values for row in profile_rows(again, EN))
    assert any("越南" in row.values for row in profile_rows(again, ZH))


def test_the_sentence_names_a_few_and_counts_the_others(desk: Desk) -> None:  # 3
    found, sides = compared(desk, 1, 5)
    differing = [row for row in profile_rows(found, EN) if row.differs]
    told = profile_sentence(found, EN)
    assert len(differing) > 4
    for row in differing[:4]:
        assert row.title in told and all(value in told for value in row.values)
    assert str(len(differing) - 4) in told
    assert differing[4].title not in told
    again = sides[0].reassess()
    assert profile_sentence(desk.comparing.compare([sides[0], again]), EN) == ""


def test_another_questionnaire_has_no_fields_in_common(tmp_path: Path) -> None:  # 4
    desk = Desk.open(tmp_path / "two.riskassess", shelf=Shelf.holding(small_pack(), small_pack(id="other")))
    sides = [desk.start("甲", "一"), desk.start("甲", "二", pack_id="other")]
    found = desk.comparing.compare(sides)
    assert not found.comparison.same_questionnaire
    assert profile_rows(found, ZH) == ()
    assert profile_sentence(found, ZH) == ""
    desk.close()
