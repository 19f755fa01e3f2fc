"""Qt's own words (file dialogs, calendar, context menus of fields) in the language of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from riskassess.texts import catalogue

_FILES = {"zh": "qtbase_zh_CN"}
_LOCALES = {
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
OWN = "qtbase.qm"
"""What a catalogue may hold beside its parts: Qt's words, for a language that Qt itself does not know."""


def set_qt_language(language: str) -> None:
    """Load Qt's own texts of a language in place of those before; a language without a file gets Qt's English."""
    app = QCoreApplication.instance()
    if app is None:
        return
    old = app.findChild(QTranslator, "qt_texts")
    if old is not None:
        app.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()
    QLocale.setDefault(_locale(language))
    if language == "en":
        return
    translator = QTranslator(app)
    translator.setObjectName("qt_texts")
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    tag = language.replace("-", "_")
    for path in (catalogue(language) / OWN, folder / f"{_FILES.get(language, f'qtbase_{tag}')}.qm"):
        if path.is_file() and translator.load(str(path)):
            app.installTranslator(translator)
            return
    translator.deleteLater()
    translator.setObjectName("")


def _locale(language: str) -> QLocale:
    """Return how a language writes days and numbers; one that Qt does not know is written as English is."""
    if language in _LOCALES:
        return _LOCALES[language]
    found = QLocale(language)
    return found if found.language() != QLocale.Language.C else _LOCALES["en"]
