"""The words of an empty questionnaire in one language or two, and in which order they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riskassess.questionnaire.values import Choice, Condition, Field, Pack, Question, Text, wording
from riskassess.texts import Texts

BOX, NO_BREAK = "□", "\u00a0"
"""A box to tick, and the space that keeps it with its words."""


class Speech:
    """Say a pack's questions in some languages; what reads the same in all stands once."""

    def __init__(self, pack: Pack, languages: tuple[str, ...]) -> None:
        self.pack = pack
        self.languages = languages
        self.texts = tuple(Texts(language) for language in languages)

    def say(self, key: str, /, **fields: object) -> str:
        """Return words of the catalogue on one line."""
        return " / ".join(dict.fromkeys(texts(key, **fields) for texts in self.texts))

    def word(self, text: Text) -> str:
        """Return a text of the pack, a line for each language."""
        return "\n".join(dict.fromkeys(wording(text, language) for language in self.languages))

    def line(self, text: Text) -> str:
        """Return a short text of the pack on one line."""
        return " / ".join(dict.fromkeys(wording(text, language) for language in self.languages))

    def join(self, texts: Iterator[str]) -> str:
        """Return members of a list as one text."""
        return self.texts[0]("report.join.list").join(texts)

    @property
    def title(self) -> str:
        """Return what the paper is called."""
        return self.line(self.pack.title)

    @property
    def version(self) -> str:
        """Return which questionnaire it is, so that answers are typed into the same one."""
        return self.say("blank.version", id=self.pack.id, version=self.pack.version)

    def level(self, level: int) -> str:
        """Return a level with its name."""
        names = self.pack.level_names[level]
        said = (
            t("report.level", level=level, name=wording(names, lang))
            for t, lang in zip(self.texts, self.languages, strict=True)
        )
        return " / ".join(dict.fromkeys(said))

    def anchor(self, question: Question, level: int) -> str:
        """Return what stands beside a level's box, its name in front."""
        return f"{self.level(level)}{self.texts[0]('report.join.after_label')}{self.word(question.anchors[level])}"

    def choice(self, choice: Choice) -> str:
        """Return a choice with its box."""
        return f"{BOX}{NO_BREAK}{self.line(choice.title)}"

    def hint(self, field: Field) -> str:
        """Return how a field is filled in: its help, and whether it has to be."""
        needed = f"{self.say('blank.required')} " if field.required else ""
        several = f"{self.say('blank.several')} " if field.kind == "choices" else ""
        return f"{needed}{several}{self.word(field.help)}"

    def named(self, question: Question) -> str:
        """Return a question's number and title."""
        return f"{question.id}  {self.line(question.title)}"

    def about(self, question: Question) -> str:
        """Return whom to ask and when the question is asked at all."""
        roles = {role.id: self.line(role.name) for role in self.pack.roles}
        parts: list[str] = []
        if question.asked_of:
            parts.append(self.say("blank.ask", roles=self.join(roles[r] for r in question.asked_of if r in roles)))
        if question.applies_when:
            parts.append(self.say("blank.only_when", condition=self._condition(question.applies_when)))
        if question.red_line is not None:
            parts.append(self.say("blank.red_line", level=f"{question.red_line:g}"))
        return "  ".join(parts)

    def _condition(self, when: Condition) -> str:
        return self.join(self._entry(field, choices) for field, choices in when.items())

    def _entry(self, field_id: str, choices: tuple[str, ...]) -> str:
        field = self.pack.field_by_id[field_id]
        named: Mapping[str, str] = {choice.id: self.line(choice.title) for choice in field.choices}
        after = self.texts[0]("report.join.after_label")
        return f"{self.line(field.title)}{after}{self.join(named.get(choice, choice) for choice in choices)}"

    def evidence(self) -> str:
        """Return the kinds of evidence with their boxes."""
        return "   ".join(f"{BOX}{NO_BREAK}{self.line(grade.name)}" for grade in self.pack.evidence)

    def examples(self, question: Question) -> str:
        """Return what evidence may be asked for."""
        return (
            self.say("blank.examples", list=self.join(map(self.line, question.evidence))) if question.evidence else ""
        )
