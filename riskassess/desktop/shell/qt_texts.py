"""Qt's own words (file dialogs, calendar, context menus of fields) in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_FILES = {"zh": "qtbase_zh_CN"}
_LOCALES = {"zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China)}


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
    QLocale.setDefault(_LOCALES.get(language, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)))
    name = _FILES.get(language)
    if name is None:
        return
    translator = QTranslator(app)
    translator.setObjectName("qt_texts")
    if translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
