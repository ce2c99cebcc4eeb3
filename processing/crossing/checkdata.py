# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:checkdata``: which official data a territory has, which is missing, and which is too old. No network."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCsException,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)
from qgis.PyQt.QtCore import QDate

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, progress_within
from ..parameter_tables import OFFICIAL_DATA
from ..writing import Field, Output, write_beside
from .data_candidates import Looked, Territory, found_by_layers, look_at_folder, to_degrees
from .table_reading import text_of

if TYPE_CHECKING:
    from ...analysis.territory.official_data import Candidate, Verdict

THEMES = ("territory", "air", "housing", "carpool", "cycling", "inventory", "materials")  # as analysis has them
STATES = ("there", "too_old", "undated", "unplaced", "elsewhere", "missing")
ANY = QgsProcessingParameterField.DataType.Any
COLOURS = {
    "there": "#117733",
    "too_old": "#b45309",
    "undated": "#5b6b7a",
    "unplaced": "#5b6b7a",
    "elsewhere": "#882255",
    "missing": "#99142d",
}


class CheckData(PcaetAlgorithm):
    """A folder or the project × the table of official data → what is there, missing or too old."""

    REQUIRES = ("numpy", "pandas")
    GROUP_ID = "crossing"
    TERRITORY, CODE_FIELD, CODES, THEMES, FOLDER = "TERRITORY", "CODE_FIELD", "CODES", "THEMES", "FOLDER"
    LAYERS, YEAR, TABLE, OUTPUT, SUMMARY = "LAYERS", "YEAR", "TABLE", "OUTPUT", "SUMMARY"

    def __init__(self) -> None:
        super().__init__()
        self._candidates: list[Candidate] = []
        self._territory = Territory(None, None, frozenset())

    def name(self) -> str:
        return "checkdata"

    def displayName(self) -> str:
        return tr("Check the official data of a territory")

    def tags(self) -> list[str]:
        return ["open data", "IGN", "INSEE", "ADEME", "BD TOPO", "TMJA", tr("licence"), tr("data"), tr("missing"), tr("vintage"), tr("check")]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "For each theme, says which official data is there, which is missing, which is too old and which covers another place, with its year, "
            "licence, producer and where it is published. Nothing is downloaded: it works without a network.\n\n"
            "A dataset is recognised by its fields (those of national schemas and files), whatever the name of the file; by its name only where "
            "it has no field of its own. Its year is the latest one written in its dates, else in its name; without either it is unknown, "
            "and said so. “Too old” means that by the pace of its editions a newer one must exist, not that it cannot be used.\n\n"
            "With the territory's layer, a dataset that does not meet it is “elsewhere”; with codes of communes, the share of codes found is "
            "told (a file of few places may have none in a commune). A weather station is placed by its coordinates (within 50 km, a choice of ours), "
            "else by its code (same département), else its place is unknown. A file that covers the territory's extent may still have holes: look at the map.\n\n"
            "The list of datasets is a table (donnees_officielles.csv): copy it, change it, give it as TABLE. Rows marked “de mémoire” there "
            "have a licence or a pace of editions to be confirmed on the producer's site before publishing."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        territory = QgsProcessingParameterFeatureSource(self.TERRITORY, tr("Territory"), [QgsProcessing.SourceType.VectorPolygon], None, True)  # fmt: skip
        self.declare(territory, tr("Communes, or one perimeter. Empty: the places are not compared."))
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("INSEE code field"), None, self.TERRITORY, ANY, False, True)  # fmt: skip
        self.declare(code, tr("The codes of the communes, compared with those of the files that have some."))
        codes = QgsProcessingParameterString(self.CODES, tr("…or codes of communes"), None, True, True)
        self.declare(codes, tr("INSEE codes in any form: “62765, 62040”, a column of a spreadsheet, a decree."))
        themes = QgsProcessingParameterEnum(self.THEMES, tr("Themes"), list(THEMES), True, list(THEMES), True, True)
        self.declare(themes, tr("territory, air, housing, carpool, cycling, inventory, materials. Empty: all."))
        folder = QgsProcessingParameterFile(self.FOLDER, tr("Folder of data"), QgsProcessingParameterFile.Behavior.Folder, "", None, True)  # fmt: skip
        self.declare(folder, tr("Looked at with its folders, six levels deep, 2,000 files at most. Archives (.zip) are not opened."))  # fmt: skip
        layers = QgsProcessingParameterMultipleLayers(self.LAYERS, tr("Layers"), QgsProcessing.SourceType.Vector, None, True)  # fmt: skip
        self.declare(layers, tr("Layers to look at. Empty, and without a folder: those of the project."))
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year of reference"), QgsProcessingParameterNumber.Type.Integer, None, True, 2000, 2100)  # fmt: skip
        self.declare(year, tr("Ages are counted from it. Empty: this year."), advanced=True)
        table = QgsProcessingParameterFile(self.TABLE, tr("Table of official data"), extension="csv", optional=True)
        self.declare(table, tr("Empty: the table shipped with the plugin."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Official data"), QgsProcessing.SourceType.Vector)  # fmt: skip
        self.declare(output, tr("A table, one row per dataset: state, file, year, licence, where it is published, what it is used for."))  # fmt: skip
        summary = QgsProcessingParameterFileDestination(self.SUMMARY, tr("Summary"), "HTML (*.html)", None, True, True)
        self.declare(summary, tr("The same as a page to read or to print."))
        for state in STATES:
            self.addOutput(QgsProcessingOutputNumber(state.upper(), state_words()[state]))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        if folder and not Path(folder).is_dir():
            return False, tr("The folder “{}” does not exist. Choose another one.").format(folder)
        if parameters.get(self.CODE_FIELD) and not parameters.get(self.TERRITORY):
            return False, tr("CODE_FIELD is a field of the territory: choose the territory's layer first.")
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Layers of the project are looked at here, in the main thread."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        if self._input_problem(parameters, context) is not None:
            return True  # told by compute, as a sentence
        from ...analysis.territory.official_data import read_official_data

        self._territory = self._place(parameters, context)
        chosen = self.parameterAsLayerList(parameters, self.LAYERS, context)
        if not chosen and not self.parameterAsFile(parameters, self.FOLDER, context):
            project = context.project()
            chosen = list(project.mapLayers().values()) if project else []
        datasets = read_official_data(self._table(parameters, context))
        self._candidates = found_by_layers(chosen, datasets, self._territory, self._year(parameters, context))
        return True

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import pandas

        from ...analysis.territory.official_data import read_official_data, verdicts

        datasets = read_official_data(self._table(parameters, context))
        problem = self._input_problem(parameters, context)
        if problem is not None:
            raise problem
        now = self._year(parameters, context)
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        looked = Looked()
        if folder:
            looked = look_at_folder(folder, datasets, self._territory, now, progress_within(feedback, 0, 85))
        candidates = [*self._candidates, *looked.candidates]
        themes = self.parameterAsEnumStrings(parameters, self.THEMES, context) or list(THEMES)
        found = verdicts(datasets, candidates, themes, now)
        progress_within(feedback, 85, 90)(1.0)
        notes = self._say(found, candidates, looked, now, feedback)
        rows = pandas.DataFrame([_row(verdict, now) for verdict in found], columns=[f.name for f in data_fields()])
        method = tr("Datasets recognised by their fields or their names, dated by their dates or their names; table donnees_officielles.csv.")  # fmt: skip
        metadata = self.metadata(tr("Official data"), method, notes)
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, rows, Output(data_fields(), metadata), context, feedback)}  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.SUMMARY, context)
        if target:
            page = summary_page(found, now, notes)
            results[self.SUMMARY] = write_beside(target, lambda part: Path(part).write_text(page, encoding="utf-8"))
        states = [verdict.state for verdict in found]
        return results | {state.upper(): states.count(state) for state in STATES} | {"SKIPPED": len(looked.unreadable)}

    def _table(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.parameterAsFile(parameters, self.TABLE, context) or str(OFFICIAL_DATA)

    def _year(self, parameters: dict[str, Any], context: QgsProcessingContext) -> int:
        if parameters.get(self.YEAR) in (None, ""):
            return QDate.currentDate().year()
        return int(self.parameterAsInt(parameters, self.YEAR, context))

    def _input_problem(self, parameters: dict[str, Any], context: QgsProcessingContext) -> DataError | None:
        """What a user can mend, found before anything is looked at."""
        from ...analysis.territory.codes import codes_in
        from ...analysis.territory.official_data import read_official_data

        try:
            read_official_data(self._table(parameters, context))
        except DataError as error:
            return error
        text = self.parameterAsString(parameters, self.CODES, context).strip()
        if text and not codes_in(text):
            return DataError(noop("CODES: no code of a commune in “{text}”. Write five characters, such as 62765."), text=text[:60])  # fmt: skip
        field = self.parameterAsString(parameters, self.CODE_FIELD, context)
        if field and self.has(self.TERRITORY) and field not in self.input(self.TERRITORY).field_names():
            return DataError(noop("The layer “{layer}” has no field “{field}”."), layer=self.input(self.TERRITORY).name, field=field)  # fmt: skip
        return None

    def _place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Territory:
        """Where the territory is, and its codes."""
        from ...analysis.territory.codes import codes_in, normal_code

        codes = {c for c in codes_in(self.parameterAsString(parameters, self.CODES, context)) if len(c) == 5}
        if not self.has(self.TERRITORY):
            return Territory(None, None, frozenset(codes))
        source = self.input(self.TERRITORY)
        field = self.parameterAsString(parameters, self.CODE_FIELD, context)
        shapes = []
        for feature in source.source.getFeatures():
            if field:
                codes.add(normal_code(text_of(feature[field])))
            if feature.hasGeometry():
                shapes.append(feature.geometry())
        if not shapes or not source.crs.isValid():
            return Territory(None, None, frozenset(codes - {""}))
        shape = QgsGeometry.unaryUnion(shapes)
        try:
            shape.transform(to_degrees(source.crs))
        except QgsCsException:
            return Territory(None, None, frozenset(codes - {""}))
        return Territory(shape.boundingBox(), shape, frozenset(codes - {""}))

    def _say(
        self, found: list[Verdict], candidates: list[Candidate], looked: Looked, now: int, feedback: QgsProcessingFeedback
    ) -> list[str]:  # fmt: skip
        """How many of each, what was looked at; the names of what is missing or too old."""
        words = state_words()
        counts = ", ".join(f"{words[state]}: {sum(v.state == state for v in found)}" for state in STATES)
        notes = [tr("{looked} layers or tables looked at, year of reference {year}. {counts}.").format(looked=len(candidates), year=now, counts=counts)]  # fmt: skip
        feedback.pushInfo(notes[0])
        for verdict in found:
            if verdict.state in ("missing", "too_old", "unplaced", "elsewhere"):
                told = tr("{state}: {name} ({producer}), published at {where}.").format(
                    state=words[verdict.state], name=verdict.data.name, producer=verdict.data.producer, where=verdict.data.published_at
                )  # fmt: skip
                feedback.pushInfo(told)
        if looked.unreadable:
            shown = ", ".join(looked.unreadable[:10]) + (", …" if len(looked.unreadable) > 10 else "")
            notes.append(tr("{count} files could not be read as tables or layers: {names}.").format(count=len(looked.unreadable), names=shown))  # fmt: skip
            feedback.pushInfo(notes[-1])
        if looked.stopped:
            notes.append(tr("The folder has more than 2,000 files: the others were not looked at. Choose a smaller folder."))  # fmt: skip
            feedback.pushWarning(notes[-1])
        return notes


def data_fields() -> tuple[Field, ...]:
    """One row per dataset."""
    return (
        Field("theme", "text", tr("Theme")),
        Field("theme_label", "text", tr("Theme, in words")),
        Field("name", "text", tr("Data")),
        Field("state", "text", tr("State (code)")),
        Field("state_label", "text", tr("State")),
        Field("year", "integer", tr("Year")),
        Field("age_years", "integer", tr("Age (years)")),
        Field("periodicity", "text", tr("Editions")),
        Field("layer", "text", tr("Layer or table")),
        Field("place", "text", tr("File or address")),
        Field("recognised_by", "text", tr("Recognised by")),
        Field("coverage_pct", "real", tr("Territory covered (%)")),
        Field("others", "integer", tr("Other layers of the same data")),
        Field("producer", "text", tr("Producer")),
        Field("licence", "text", tr("Licence")),
        Field("published_at", "text", tr("Published at")),
        Field("used_for", "text", tr("Used for")),
        Field("source", "text", tr("Source of this row")),
    )


def state_words() -> dict[str, str]:
    """The states, in words."""
    return {
        "there": tr("there"), "too_old": tr("too old"), "undated": tr("there, year unknown"), "unplaced": tr("there, place unknown"),
        "elsewhere": tr("there, but elsewhere"),
        "missing": tr("not found"),
    }  # fmt: skip


def theme_words() -> dict[str, str]:
    """The themes, in words."""
    return {
        "territory": tr("Territory"), "air": tr("Air"), "housing": tr("Housing"), "carpool": tr("Carpooling"), "cycling": tr("Cycling"),
        "inventory": tr("Emissions and energy"), "materials": tr("Materials and freight"),
    }  # fmt: skip


def _row(verdict: Verdict, now: int) -> dict[str, Any]:
    data, candidate = verdict.data, verdict.candidate
    share = candidate.share if candidate else None
    return {
        "theme": data.theme, "theme_label": theme_words()[data.theme], "name": data.name, "state": verdict.state,
        "state_label": state_words()[verdict.state], "year": verdict.year, "age_years": now - verdict.year if verdict.year else None,
        "periodicity": data.periodicity, "layer": candidate.name if candidate else None, "place": candidate.place if candidate else None,
        "recognised_by": verdict.recognised_by or None, "coverage_pct": None if share is None else 100 * share, "others": verdict.others,
        "producer": data.producer, "licence": data.licence, "published_at": data.published_at, "used_for": data.used_for, "source": data.source,
    }  # fmt: skip


def summary_page(found: list[Verdict], now: int, notes: list[str]) -> str:
    """A page of HTML: one table per theme; every text is escaped."""
    words, themes = state_words(), theme_words()
    parts = []
    heads = (
        tr("Data"),
        tr("State"),
        tr("Year"),
        tr("Layer or table"),
        tr("Licence"),
        tr("Published at"),
        tr("Used for"),
    )
    for theme in dict.fromkeys(verdict.data.theme for verdict in found):
        rows = "".join(_html_row(v, words) for v in found if v.data.theme == theme)
        head = "".join(f"<th>{escape(text)}</th>" for text in heads)
        parts.append(f"<h2>{escape(themes[theme])}</h2>\n<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>")  # fmt: skip
    title = tr("Official data of the territory, {}").format(now)
    style = (
        "body{font:14px/1.4 sans-serif;margin:2em;color:#1f2f3d}table{border-collapse:collapse;width:100%}"
        "td,th{border-bottom:1px solid #d8dee3;padding:.35em .6em;text-align:left;vertical-align:top}th{background:#f3f6f8}"
        "small{color:#5b6b7a}b{white-space:nowrap}"
    )
    told = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style></head>\n'
        f"<body><h1>{escape(title)}</h1>\n{told}\n{''.join(parts)}\n</body></html>\n"
    )


def _html_row(verdict: Verdict, words: dict[str, str]) -> str:
    data, candidate = verdict.data, verdict.candidate
    state = f'<b style="color:{COLOURS[verdict.state]}">{escape(words[verdict.state])}</b>'
    where = f"{escape(candidate.name)}<br><small>{escape(candidate.place)}</small>" if candidate else "–"
    named = f"{escape(data.name)}<br><small>{escape(data.producer)}, {escape(data.periodicity)}</small>"
    licence = escape(data.licence)
    if "[mémoire]" in data.source:
        licence += f"<br><small>{escape(tr('to be confirmed at the producer'))}</small>"
    cells = (named, state, str(verdict.year or "–"), where, licence, escape(data.published_at), escape(data.used_for))  # fmt: skip
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
