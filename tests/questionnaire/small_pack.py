"""A small pack as files, with every part a pack can have, for tests that break one thing at a time.

Its domains, grades, languages and evidence grades are unlike those of any real questionnaire on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def _levels(question: str) -> str:
    """Return six anchors, none like another's: a pack in which they repeat is warned of."""
    return "\n".join(f"      {n}: {{de: {question}L{n} gesehen, en: {question}L{n} seen}}" for n in range(6))


FILES: Mapping[str, str] = {
    "pack.yaml": """\
format: riskassess-pack/1
id: small
version: 2.1.0
issued: 2026-11-23
title: {de: Klein, en: Small}
languages: [de, en]
levels:
  - {level: 0, name: {de: null0, en: zero}}
  - {level: 1, name: {de: eins, en: one}}
  - {level: 2, name: {de: zwei, en: two}}
  - {level: 3, name: {de: drei, en: three}}
  - {level: 4, name: {de: vier, en: four}}
  - {level: 5, name: {de: fuenf, en: five}}
grades:
  - {grade: gold, from: 75, name: {de: Gold, en: Gold}, advice: {de: Los, en: Go}}
  - {grade: tin, from: 0, name: {de: Zinn, en: Tin}, advice: {de: Halt, en: Stop}}
caps:
  red_line_failures: [{at_least: 1, grade: tin}]
  weak_domain: [{attainment_below: 0.5, grade: tin}]
  not_applicable_share: [{above: 0.25, grade: tin}]
evidence:
  - {id: said, ceiling: 2, name: {de: gesagt, en: said}}
  - {id: seen, ceiling: 5, needs_detail: true, name: {de: gesehen, en: seen}}
roles: [{id: boss, name: {de: Chef, en: Boss}}]
profile: profile.yaml
exposures: exposures.yaml
about: {de: Probe, en: Trial}
caution: {de: Vorsicht, en: Care}
domains: [domains/one.yaml, domains/two.yaml]
measures: [measures/help.yaml]
norms: norms.yaml
samples: [samples/first.yaml]
glossary: glossary.yaml
calendar: calendar.yaml
conditions: conditions.yaml
regions: regions.yaml
accepted: []
migrations:
  - {from: 1, renamed: {OLD-1: X-1}, split: {OLD-2: [X-2, Y-1]}, dropped: [OLD-3]}
""",
    "profile.yaml": """\
fields:
  - id: mode
    kind: choice
    about: project
    required: true
    title: {de: Art, en: Mode}
    help: {de: Hilfe, en: Help}
    share_as: way
    choices:
      - {id: "yes", share: sell, title: {de: Ja, en: "Yes"}}
      - {id: build, share: build, code: C, title: {de: Bau, en: Build}}
  - id: host
    kind: country
    about: project
    required: true
    title: {de: Land, en: Country}
    help: {de: Hilfe, en: Help}
    fills: {zone: regions}
  - id: zone
    kind: choice
    about: project
    required: true
    title: {de: Raum, en: Zone}
    help: {de: Hilfe, en: Help}
    choices:
      - {id: near, title: {de: nah, en: near}}
      - {id: far, title: {de: fern, en: far}}
  - id: kinds
    kind: choices
    about: enterprise
    title: {de: Sorten, en: Kinds}
    help: {de: Hilfe, en: Help}
    choices: [{id: a, title: {de: A, en: A}}, {id: b, title: {de: B, en: B}}]
  - {id: staff, kind: number, about: enterprise, title: {de: Leute, en: Staff}, help: {de: Hilfe, en: Help}}
  - {id: stake, kind: money, about: project, title: {de: Einsatz, en: Stake}, help: {de: Hilfe, en: Help}}
  - {id: day, kind: date, about: project, title: {de: Tag, en: Day}, help: {de: Hilfe, en: Help}}
  - {id: words, kind: text, about: project, title: {de: Worte, en: Words}, help: {de: Hilfe, en: Help}}
contradictions:
  - {id: odd, when: {mode: ["yes"], zone: [far]}, because: {de: Seltsam, en: Odd}}
advice:
  - {id: hint, when: {kinds: [a]}, text: {de: Rat, en: Hint}}
""",
    "exposures.yaml": """\
rules:
  - id: distant
    when: {zone: [far], mode: [build]}
    raise: {X: 0.5, Y-1: 1.25}
    floors: {X-1: 2}
    because: {de: Weit weg, en: Far away}
""",
    "domains/one.yaml": f"""\
id: X
title: {{de: Erstes, en: First}}
short: {{de: E, en: F}}
weight: 2
base_target: 3
questions:
  - id: X-1
    title: {{de: Frage, en: Question}}
    ask: {{de: Was?, en: What?}}
    why: {{de: Darum, en: Because}}
    scope: enterprise
    weight: 1
    red_line: 2
    allow_na: false
    asked_of: [boss]
    levels:
{_levels("X1")}
    effort: [1, 1, 2, 3, 5]
    evidence: [{{de: Papier, en: Paper}}]
    norms: ["Rule 1", {{norm: iso-1, clause: "8.2"}}]
    closes_with: [{{instrument: M1.guide, strength: direct, how: {{de: So, en: Thus}}}}]
  - id: X-2
    title: {{de: Zweite, en: Second}}
    ask: {{de: Wer?, en: Who?}}
    why: {{de: Weil, en: As}}
    scope: project
    weight: 0.5
    allow_na: true
    applies_when: {{mode: ["yes", build]}}
    levels:
{_levels("X2")}
    effort: [0, 0.5, 1, 1, 2]
""",
    "domains/two.yaml": f"""\
id: Y
title: {{de: Zweites, en: Second}}
weight: 1.5
base_target: 2.25
questions:
  - id: Y-1
    title: {{de: Dritte, en: Third}}
    ask: {{de: Wann?, en: When?}}
    why: {{de: Dann, en: Then}}
    scope: project
    weight: 1
    levels:
{_levels("Y1")}
    effort: [1, 1, 1, 1, 1]
""",
    "measures/help.yaml": """\
id: help
title: {de: Hilfe, en: Help}
number: No. 1
issuers: [{de: Amt, en: Office}]
valid_from: 2026-01-01
valid_to: 2026-12-31
measures:
  - id: M1
    number: "1"
    title: {de: Rat, en: Advice}
    section: {de: Teil, en: Part}
    units: [{de: Stelle, en: Unit}]
    instruments:
      - id: M1.guide
        title: {de: Buch, en: Book}
        offers: {de: gibt, en: gives}
        for_whom: {mode: [build]}
        ask_at: {de: dort, en: there}
""",
    "norms.yaml": "norms: [{id: iso-1, title: {de: Norm, en: Norm}, number: ISO 1, checked: 2026-11-01}]\n",
    "glossary.yaml": "terms: [{id: line, term: {de: Linie, en: Line}, meaning: {de: Grenze, en: Limit}}]\n",
    "calendar.yaml": """\
items:
  - {id: file, when: {mode: [build]}, title: {de: Melden, en: File}, due: {de: bald, en: soon}, norm: iso-1}
""",
    "conditions.yaml": """\
groups:
  - {id: sign, when: {mode: [build]}, before: {de: Unterschrift, en: Signing}, questions: [X-1, Y-1]}
""",
    "regions.yaml": "VNM: far\nNOR: near\n",
    "samples/first.yaml": """\
format: riskassess-answers/1
questionnaire: small
version: 2.0.3
as_of: 2026-11-23
enterprise: {name: Beispiel, uscc: 91310000MA1FL0000N}
project: {name: Fabrik}
profile:
  {mode: build, host: VNM, zone: far, kinds: [a, b], staff: 12, stake: {amount: 5, currency: EUR}, day: 2026-12-01}
answers:
  X-1: {level: 3, evidence: seen, evidence_detail: Plan 2026, note: gut}
  X-2: {not_applicable: kein Bedarf}
  Y-1: {level: 0}
""",
}


def write_pack(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the pack's files into a folder, some of them changed, or left out where the change is None."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str | None]:
    """Return one file with one place changed; the place must be there, and once."""
    text = FILES[name]
    assert text.count(old) == 1, (name, old, text.count(old))
    return {name: text.replace(old, new)}
