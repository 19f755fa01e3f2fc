"""Numbers in words: one decimal, and never rounded onto a cut that was not reached."""

from __future__ import annotations

from dataclasses import replace

from riskassess.report.phrases import Phrases, one_decimal
from tests.report.packs import model


def test_a_number_below_a_cut_is_not_rounded_onto_it() -> None:
    assert one_decimal(84.97, (85.0,)) == "84.9"
    assert one_decimal(85.0, (85.0,)) == "85.0"
    assert one_decimal(84.97) == "85.0"
    assert one_decimal(-0.25) == "−0.2"


def test_shares_and_attainments() -> None:
    phrases = Phrases(model())
    assert phrases.attainment(0.5999) == "59.9%"
    assert phrases.attainment(0.99999) == "99.9%"
    assert phrases.attainment(1.0) == "100.0%"
    assert phrases.share(0.99996) == "99.9%"
    assert phrases.attainment(None) == "–"


def test_profile_values_in_words() -> None:
    phrases = Phrases(model(language="en"))
    fields = phrases.model.pack.field_by_id
    assert phrases.value(fields["cargo"], "dry") == "Dry"
    assert phrases.value(fields["port"], "VNM") == "Vietnam"
    assert phrases.value(fields["port"], None) == "Not given"
    assert phrases.value(fields["cargo"], {"amount": 1200000, "currency": "CNY"}) == "1,200,000 CNY"


def test_a_measure_is_named_by_a_number_that_the_reader_can_read() -> None:
    counted = model().pack.measures[0][1]
    worded = replace(counted, number="保障（一）")
    for language, other in (("zh", "en"), ("en", "zh")):
        drawn = model(language=language)
        own = replace(drawn, pack=replace(drawn.pack, languages=(language, other)))
        foreign = replace(drawn, pack=replace(drawn.pack, languages=(other, language)))
        title = Phrases(own).word(worded.title)
        assert Phrases(own).measure_heading(worded) == f"保障（一）　{title}"
        assert Phrases(foreign).measure_heading(worded) == title
        assert Phrases(foreign).measure_number(worded) == ""
        assert counted.number in Phrases(foreign).measure_heading(counted)
        assert counted.number in Phrases(foreign).measured("support.short_tags", counted, status="")
        assert worded.number not in Phrases(own).measured("support.short_tags", worded, status="")
