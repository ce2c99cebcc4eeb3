# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:retrofitpriority``: which homes to visit first, and how much that depends on the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field, Output, write_beside
from .thermal_layers import in_metres

if TYPE_CHECKING:
    import geopandas

ANY_FIELD = QgsProcessingParameterField.DataType.Any
WHOLE = QgsProcessingParameterNumber.Type.Integer
OLD, PERIOD_SCORES = 1974, ((1974, 1.0), (1989, 0.6), (2001, 0.4), (2013, 0.15))
DEAR_ENERGIES = ("fioul", "electri", "fuel", "gpl", "propane")  # costly to run: heating oil, direct electric, LPG


class RetrofitPriority(PcaetAlgorithm):
    """Rank of buildings, with its robustness, and figures by unit."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "housing"
    BUILDINGS, LOSS_FIELD, CLASS_FIELD, DPE_FIELD = "BUILDINGS", "LOSS_FIELD", "CLASS_FIELD", "DPE_FIELD"
    PERIOD_FIELD, POOR_FIELD, OWNER_FIELD, ENERGY_FIELD = "PERIOD_FIELD", "POOR_FIELD", "OWNER_FIELD", "ENERGY_FIELD"
    DWELLINGS_FIELD, PERIMETERS, WEIGHTS, FIRST = "DWELLINGS_FIELD", "PERIMETERS", "WEIGHTS", "FIRST"
    UNITS, UNIT_FIELD, OUTPUT, OUTPUT_UNITS = "UNITS", "UNIT_FIELD", "OUTPUT", "OUTPUT_UNITS"
    STREETS, STREET_FIELD, TOP_STREETS = "STREETS", "STREET_FIELD", "TOP_STREETS"
    RANKED, ROBUST, MASKED = "RANKED", "ROBUST", "MASKED"

    def name(self) -> str:
        return "retrofitpriority"

    def displayName(self) -> str:
        return tr("Homes to visit first")

    def tags(self) -> list[str]:
        return [tr("retrofit"), tr("priority"), tr("housing"), "OPAH", "QPV", "Pareto", "IRIS"]

    def shortHelpString(self) -> str:
        return tr(
            "Ranks buildings by weighted criteria: heat loss of the roof, its area, DPE, period, poverty and owner households "
            "of the cell, heating energy, perimeter (OPAH, QPV). Each is brought to 0–1 between its 2nd and 98th percentiles.\n\n"
            "The weights are a choice, so two other readings stand beside the rank: the Pareto front on loss, poverty and "
            "area (front 1: none is better on all three), and robust_pct, how often a building is among the first when weights "
            "are drawn 500 times around yours. Visit first those that stay.\n\n"
            "By unit (IRIS, commune, 200 m cell), units of fewer than 11 households are masked. A missing criterion takes the "
            "median and is counted; a roof that is not ranked by the thermography is not ranked here."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygon = [QgsProcessing.SourceType.VectorPolygon]
        self.declare(
            QgsProcessingParameterFeatureSource(self.BUILDINGS, tr("Buildings"), polygon),
            tr(
                "The output of “Heat loss of roofs” or “Join DPE…”, or any layer with a class of heat loss by building."
            ),
        )
        for key, label, default, help_text in (
            (self.LOSS_FIELD, tr("Heat loss field"), "loss_score", tr("Score or class of the thermography: higher is worse.")),
            (self.CLASS_FIELD, tr("Class field"), "loss_class", tr("For the share of the two warmest classes present, by unit.")),
            (self.DPE_FIELD, tr("DPE class field"), "dpe_class", tr("A to G.")),
            (self.PERIOD_FIELD, tr("Period or year of construction field"), "dpe_period", tr("A year, a date or a period such as 1948-1974.")),
            (self.POOR_FIELD, tr("Poor households field (%)"), "cell_poor_pct", tr("Share of poor households of the cell.")),
            (self.OWNER_FIELD, tr("Owner households field (%)"), "cell_owner_pct", tr("Share of owners: they decide alone.")),
            (self.ENERGY_FIELD, tr("Heating energy field"), "dpe_heating", tr("Heating oil, electricity and LPG cost most to run.")),
            (self.DWELLINGS_FIELD, tr("Dwellings field"), None, tr("NB_LOGTS or nombre_de_logements: households by unit. Without it, one a building.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, default, self.BUILDINGS, ANY_FIELD, False, key != self.LOSS_FIELD), help_text)  # fmt: skip
        perimeters = QgsProcessingParameterFeatureSource(
            self.PERIMETERS, tr("Perimeters (OPAH, QPV)"), polygon, None, True
        )
        self.declare(perimeters, tr("Buildings inside count for the criterion of the perimeter."))
        weights = QgsProcessingParameterString(self.WEIGHTS, tr("Weights"), "35/10/15/10/15/5/5/5", False, True)
        self.declare(weights, tr("Loss / area / DPE / period / poverty / owners / energy / perimeter. Ours are a proposal: decide on yours."))  # fmt: skip
        first = QgsProcessingParameterNumber(self.FIRST, tr("How many to visit"), WHOLE, 100, True, 1, 1_000_000)
        self.declare(first, tr("robust_pct says how often a building is among these."))
        units = QgsProcessingParameterFeatureSource(
            self.UNITS, tr("Units (IRIS, communes, cells)"), polygon, None, True
        )
        self.declare(units, tr("Figures by unit, the small ones masked."))
        unit = QgsProcessingParameterField(
            self.UNIT_FIELD, tr("Unit name field"), None, self.UNITS, ANY_FIELD, False, True
        )
        self.declare(unit, tr("Name or code of the unit."))
        streets = QgsProcessingParameterFeatureSource(
            self.STREETS, tr("Streets"), [QgsProcessing.SourceType.VectorLine], None, True
        )
        self.declare(streets, tr("Lines with the name of the street, for the picture of the streets."), advanced=True)
        street = QgsProcessingParameterField(
            self.STREET_FIELD, tr("Street name field"), None, self.STREETS, ANY_FIELD, False, True
        )
        self.declare(street, tr("nom_voie_ban_gauche, NOM_VOIE_G…"), advanced=True)
        picture = QgsProcessingParameterFileDestination(
            self.TOP_STREETS, tr("Streets with the most warm roofs"), tr("Pictures (*.png)"), None, True, False
        )
        self.declare(picture, tr("A picture: fifteen streets of eleven ranked roofs or more."))
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Homes to visit first"), QgsProcessing.SourceType.VectorPolygon)  # fmt: skip
        self.declare(output, tr("The buildings with their rank. Working document: not for the public."))
        by_unit = QgsProcessingParameterVectorDestination(
            self.OUTPUT_UNITS, tr("Priority by unit"), QgsProcessing.SourceType.VectorPolygon, None, True, False
        )
        self.declare(by_unit, tr("Households, roofs ranked, share of warm roofs and mean score, by unit."))
        for key, label in (
            (self.RANKED, tr("Buildings ranked")),
            (self.ROBUST, tr("Buildings among the first in nine draws of ten")),
            (self.MASKED, tr("Units masked")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.thermal.priority import CRITERIA, prioritise

        skips = Skips(feedback)
        source = self.input(self.BUILDINGS)
        written = _fields()
        keep = kept_fields(source.source.fields(), [f.name for f in written])
        weights = self._weights(parameters, context)
        frame = self.read(self.BUILDINGS, [f.name for f in keep], skips, progress_within(feedback, 0, 30))
        criteria = self._criteria(parameters, context, feedback, skips, frame)
        if not numpy.isfinite(criteria["loss"]).any():
            raise DataError(noop("No building of the layer “{layer}” has a heat loss. Run “Heat loss of roofs” first, or choose its field."), layer=source.name)  # fmt: skip
        first = self.parameterAsInt(parameters, self.FIRST, context) or 100
        progress_within(feedback, 50, 60)(0)
        found = prioritise(criteria, weights, first)
        used = [
            name for name in CRITERIA if name in criteria and numpy.isfinite(criteria[name]).any() and weights[name] > 0
        ]
        feedback.pushInfo(tr("Criteria used: {}.").format(", ".join(f"{name} {weights[name]:g}" for name in used)))
        left = [name for name in CRITERIA if name not in used and weights[name] > 0]
        if left:
            feedback.pushWarning(tr("Criteria without any value, left out: {}.").format(", ".join(left)))
        frame["priority_score"], frame["priority_rank"], frame["pareto_front"] = found.score, found.rank, found.front
        frame["robust_pct"] = found.robust_pct
        frame["criteria_missing"] = numpy.where(numpy.isfinite(found.score), found.missing, numpy.nan)
        notes = [
            tr("Weights: {}. They are a choice; robust_pct says what stays when they change.").format(
                ", ".join(f"{name} {weights[name]:g}" for name in used)
            ),
            tr("Aerial thermography compares buildings, it does not measure them (ADEME): a warm roof is a symptom, to be visited."),
        ]  # fmt: skip
        method = tr(
            "Weighted sum of criteria between percentiles 2 and 98; Pareto fronts; 500 Dirichlet draws of weights."
        )
        metadata = self.metadata(tr("Homes to visit first"), method, [*notes, *skips.notes()], frame.crs)
        metadata.setRights([tr("working document, compares and does not measure")])
        output = Output((*keep, *written), metadata, "MultiPolygon", "retrofit_priority")
        results: dict[str, Any] = {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.RANKED: int(numpy.isfinite(found.score).sum()),
            self.ROBUST: int((found.robust_pct >= 90).sum()),
        }
        if self.has(self.UNITS) and parameters.get(self.OUTPUT_UNITS) not in (None, ""):
            results |= self._by_unit(parameters, context, feedback, skips, frame, found, notes)
        target = self.parameterAsFileOutput(parameters, self.TOP_STREETS, context)
        if target and self.has(self.STREETS):
            figure = self._streets(parameters, context, feedback, skips, frame, found)
            results[self.TOP_STREETS] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return results | {"SKIPPED": skips.count}

    def _weights(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, float]:
        from ...analysis.numbers import parse_number
        from ...analysis.thermal.priority import CRITERIA, WEIGHTS

        text = self.parameterAsString(parameters, self.WEIGHTS, context).strip()
        if not text:
            return dict(zip(CRITERIA, WEIGHTS, strict=True))
        found = [parse_number(part) for part in text.replace(";", "/").split("/")]
        if len(found) != len(CRITERIA) or not all(value >= 0 for value in found) or not found[0]:
            raise DataError(
                noop(
                    "The weights “{text}” must be eight numbers of 0 or more, the first above 0, such as 35/10/15/10/15/5/5/5."
                ),
                text=text,
            )
        return dict(zip(CRITERIA, found, strict=True))

    def _criteria(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame,
    ) -> dict[str, Any]:  # fmt: skip
        import numpy
        import shapely

        layer = self.input(self.BUILDINGS).name

        def column(key: str) -> str:
            name = self.parameterAsString(parameters, key, context)
            return name if name in frame.columns else ""

        loss, poor, owner = (
            numbers(frame, column(key), layer, feedback) for key in (self.LOSS_FIELD, self.POOR_FIELD, self.OWNER_FIELD)
        )
        nothing = numpy.full(len(frame), numpy.nan)
        texts = {
            key: frame[column(key)] if column(key) else None
            for key in (self.DPE_FIELD, self.PERIOD_FIELD, self.ENERGY_FIELD)
        }
        found = {
            "loss": loss, "size": in_metres(frame).geometry.area.to_numpy(), "precarity": poor, "owner": owner,
            "dpe": nothing if texts[self.DPE_FIELD] is None else texts[self.DPE_FIELD].map(_letter).to_numpy(dtype=float),
            "period": nothing if texts[self.PERIOD_FIELD] is None else texts[self.PERIOD_FIELD].map(_age).to_numpy(dtype=float),
            "energy": nothing if texts[self.ENERGY_FIELD] is None else texts[self.ENERGY_FIELD].map(_dear).to_numpy(dtype=float),
        }  # fmt: skip
        if self.has(self.PERIMETERS):
            zones = self.read(self.PERIMETERS, [], skips, progress_within(feedback, 30, 40)).to_crs(frame.crs)
            inside = numpy.zeros(len(frame))
            place, _zone = shapely.STRtree(zones.geometry.to_numpy()).query(
                shapely.point_on_surface(frame.geometry.to_numpy()), predicate="intersects"
            )
            inside[place] = 1.0
            found["perimeter"] = inside
        return found

    def _streets(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, found: Any,
    ) -> Any:  # fmt: skip
        """The picture of the streets; those of fewer than eleven ranked roofs are not named."""
        import numpy
        import pandas

        from ...analysis.thermal.blocks import streets
        from ...analysis.thermal.priority import LEAST_HOUSEHOLDS
        from ...charts.top_streets import top_streets

        field = self.parameterAsString(parameters, self.STREET_FIELD, context)
        if not field:
            raise DataError(noop("Choose the field that names the streets."))
        work = in_metres(frame).geometry
        lines = self.read(self.STREETS, [field], skips, progress_within(feedback, 82, 90)).to_crs(work.crs)
        names = numpy.array(["" if pandas.isna(v) else str(v).strip() for v in lines[field]], dtype=object)
        klass = self.parameterAsString(parameters, self.CLASS_FIELD, context)
        classes = (
            numbers(frame, klass, self.input(self.BUILDINGS).name, feedback) if klass in frame.columns else found.score
        )
        top = numpy.nanmax(classes) - 1 if klass in frame.columns else numpy.nanquantile(found.score, 0.7)
        told = streets(
            names,
            lines.geometry.to_numpy(),
            work.to_numpy(),
            numpy.isfinite(found.score),
            classes >= top,
            LEAST_HOUSEHOLDS,
        )[:15]
        if not told:
            feedback.pushWarning(tr("No street has eleven ranked roofs: the picture is empty."))
        return top_streets(
            [s.name for s in told], [s.warm for s in told], [s.ranked for s in told], tr("Streets with the most warm roofs"),
            (tr("two warmest classes present") if klass in frame.columns else tr("priority in the top 30 %"), tr("other roofs ranked")),
            tr("Compares roofs of one family among themselves; does not measure a consumption (ADEME)."),
        )  # fmt: skip

    def _by_unit(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, found: Any, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy
        import shapely

        from ...analysis.thermal.priority import by_unit

        layer = self.input(self.BUILDINGS).name
        field = self.parameterAsString(parameters, self.UNIT_FIELD, context)
        units = self.read(self.UNITS, [field], skips, progress_within(feedback, 70, 80))
        tree = shapely.STRtree(units.geometry.to_crs(frame.crs).to_numpy())
        building, which = tree.query(shapely.point_on_surface(frame.geometry.to_numpy()), predicate="intersects")
        of = numpy.full(len(frame), -1)
        of[building] = which
        dwellings = self.parameterAsString(parameters, self.DWELLINGS_FIELD, context)
        if dwellings not in frame.columns:
            note = tr(
                "No dwellings field: each building counts as one household, sheds and garages too. Masking is then too weak to publish."
            )
            feedback.pushWarning(note)
            notes = [*notes, note]
        homes = numbers(frame, dwellings, layer, feedback) if dwellings in frame.columns else numpy.ones(len(frame))
        klass = self.parameterAsString(parameters, self.CLASS_FIELD, context)
        classes = (
            numbers(frame, klass, layer, feedback) if klass in frame.columns else numpy.full(len(frame), numpy.nan)
        )
        top = numpy.nanmax(classes) if numpy.isfinite(classes).any() else numpy.inf
        figures = by_unit(of, len(units), homes, classes >= top - 1, found.score)
        made = units[[units.geometry.name]].copy()
        made["unit"] = units[field].astype(str) if field else units.index.astype(str)
        made["households"], made["roofs_ranked"] = (
            figures.households,
            numpy.where(figures.masked, numpy.nan, figures.ranked),
        )
        made["warm_pct"] = figures.warm_pct if numpy.isfinite(classes).any() else numpy.nan
        made["mean_score"] = figures.score
        made["masked"] = numpy.where(figures.masked, tr("fewer than 11 households"), None)
        # A unit without any building here is not masked, it is not there.
        made = made[numpy.bincount(of[of >= 0], minlength=len(units)) > 0]
        fields = (
            Field("unit", "text", tr("Unit")),
            Field("households", "real", tr("Households")),
            Field("roofs_ranked", "integer", tr("Roofs ranked")),
            Field("warm_pct", "real", tr("Roofs of the two warmest classes (%)")),
            Field("mean_score", "real", tr("Mean priority (0 to 1)")),
            Field("masked", "text", tr("Masked")),
        )
        metadata = self.metadata(tr("Priority by unit"), tr("Units of fewer than 11 households are masked (statistical secrecy)."), notes, made.crs)  # fmt: skip
        output = Output(fields, metadata, "MultiPolygon", "priority_units")
        return {
            self.OUTPUT_UNITS: self.write(parameters, self.OUTPUT_UNITS, made, output, context, feedback),
            self.MASKED: int(made["masked"].notna().sum()),
        }


def _text(value: object) -> str:
    """What a cell says; nothing for a missing value, however pandas marks it."""
    import pandas

    return "" if pandas.isna(value) else str(value).strip()


def _letter(value: object) -> float:
    text = _text(value).upper()[:1]
    return float("ABCDEFG".index(text)) if text and text in "ABCDEFG" else float("nan")


def _age(value: object) -> float:
    """1 before 1974, less and less after; of a period, its last year. Thermal rules: 1974, 1988, 2000, 2012."""
    import re

    text = _text(value).casefold()
    years = [int(y) for y in re.findall(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)", text)]
    if not years:
        return float("nan")
    year = years[-1] if not text.startswith(("avant", "before")) else years[0] - 1
    if re.match(r"\d{4}-\d{2}-\d{2}", text):
        year = years[0]
    if text.startswith(("apres", "après", "after")):
        year = years[0] + 1
    return next((score for limit, score in PERIOD_SCORES if year <= limit), 0.0)


def _dear(value: object) -> float:
    from ...analysis.thermal.dpe import folded

    text = folded(_text(value))
    return float(any(name in text for name in DEAR_ENERGIES)) if text else float("nan")


def _fields() -> tuple[Field, ...]:
    return (
        Field("priority_rank", "integer", tr("Rank")),
        Field("priority_score", "real", tr("Priority (0 to 1)")),
        Field("pareto_front", "integer", tr("Pareto front")),
        Field("robust_pct", "real", tr("Draws among the first (%)")),
        Field("criteria_missing", "integer", tr("Criteria missing")),
    )
