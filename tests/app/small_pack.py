"""A small pack as plain data: other domains, grades and fields than any shipped one."""

from __future__ import annotations

from typing import Any


def text(words: str) -> dict[str, str]:
    return {"zh": f"{words}（中）", "en": words}


def question(question_id: str, **more: Any) -> dict[str, Any]:
    return {
        "id": question_id,
        "title": text(question_id),
        "ask": text(f"ask {question_id}"),
        "why": text(f"why {question_id}"),
        "scope": "enterprise",
        "weight": 1,
        "levels": {str(level): text(f"{question_id} level {level}") for level in range(6)},
        "effort": [1, 2, 3, 4, 5],
        "closes_with": [],
    } | more


def fields() -> list[dict[str, Any]]:
    def field(field_id: str, kind: str, about: str, **more: Any) -> dict[str, Any]:
        base = {"id": field_id, "kind": kind, "about": about, "required": False}
        return base | {"title": text(field_id), "help": text(f"help {field_id}")} | more

    def choices(*ids: str) -> list[dict[str, Any]]:
        return [{"id": choice, "title": text(choice)} for choice in ids]

    return [
        field("size", "choice", "enterprise", required=True, choices=choices("small", "large")),
        field("assets", "choices", "enterprise", choices=choices("ships", "mines", "farms")),
        field("place", "country", "project", required=True, fills={"area": "regions"}),
        field("area", "choice", "project", choices=choices("north", "south")),
        field("danger", "choice", "project", required=True, choices=choices("low", "high")),
        field("staff", "number", "project"),
        field("amount", "money", "project"),
        field("signing", "date", "project"),
        field("remark", "text", "project"),
    ]


def small_pack(**more: Any) -> dict[str, Any]:
    """Return the data of a pack with three domains, five questions and three grades."""
    return {
        "format": "riskassess-pack/1",
        "id": "small",
        "version": "1.2.0",
        "issued": "2026-01-01",
        "title": text("Small"),
        "languages": ["zh", "en"],
        "levels": [{"level": level, "name": text(f"Level {level}")} for level in range(6)],
        "grades": [
            {"grade": name, "from": start, "name": text(name), "advice": text(f"advice {name}")}
            for name, start in (("High", 80), ("Mid", 50), ("Low", 0))
        ],
        "caps": {
            "red_line_failures": [{"at_least": 1, "grade": "Low"}],
            "weak_domain": [{"attainment_below": 0.5, "grade": "Mid"}],
        },
        "evidence": [
            {"id": "told", "ceiling": 2, "name": text("told")},
            {"id": "shown", "ceiling": 5, "needs_detail": True, "name": text("shown")},
        ],
        "roles": [{"id": "captain", "name": text("captain")}],
        "profile": {"fields": fields()},
        "exposures": {
            "rules": [
                {
                    "id": "danger",
                    "when": {"danger": ["high"]},
                    "raise": {"SEA": 1},
                    "floors": {"SEA-1": 3},
                    "because": text("danger"),
                }
            ]
        },
        "domains": [
            {
                "id": "SEA",
                "title": text("Sea"),
                "weight": 2,
                "base_target": 3,
                "questions": [question("SEA-1"), question("SEA-2", weight=2, scope="project")],
            },
            {
                "id": "LAND",
                "title": text("Land"),
                "weight": 1,
                "base_target": 2,
                "questions": [
                    question("LAND-1", allow_na=True),
                    question("LAND-2", applies_when={"assets": ["mines", "farms"]}),
                ],
            },
            {
                "id": "AIR",
                "title": text("Air"),
                "weight": 1,
                "base_target": 3,
                "questions": [question("AIR-1", red_line=1)],
            },
        ],
        "measures": [],
        "regions": {"VNM": "south", "MNG": "north"},
        "samples": [
            {
                "path": "samples/first.yaml",
                "data": {
                    "format": "riskassess-answers/1",
                    "questionnaire": "small",
                    "version": "1.2.0",
                    "as_of": "2026-02-03",
                    "enterprise": {"name": "示例企业"},
                    "project": {"name": "示例项目"},
                    "profile": {"size": "small", "place": "VNM", "danger": "high", "assets": ["ships"]},
                    "answers": {"SEA-1": {"level": 2}, "SEA-2": {"level": 5}, "AIR-1": {"level": 3}},
                },
            }
        ],
    } | more
