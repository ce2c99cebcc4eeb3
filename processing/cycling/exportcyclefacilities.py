# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportcyclefacilities``: cycle facilities as a GeoJSON that passes the national schema."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..writing import write_beside

WGS_84 = "EPSG:4326"


class ExportCycleFacilities(PcaetAlgorithm):
    """A GeoJSON in the national schema 0.3.5."""

    REQUIRES = ("numpy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    INPUT, MAPPING, WITH_STREETS, OUTPUT = "INPUT", "MAPPING", "WITH_STREETS", "OUTPUT"
    FACILITIES, STREETS = "FACILITIES", "STREETS"

    def name(self) -> str:
        return "exportcyclefacilities"

    def displayName(self) -> str:
        return tr("Export cycle facilities")

    def tags(self) -> list[str]:
        return ["BNAC", "GeoJSON", "pistes cyclables", tr("cycle facilities"), tr("schema"), tr("open data")]

    def shortHelpString(self) -> str:
        return tr(
            "Writes cycle facilities as a GeoJSON that passes the national schema 0.3.5, ready for transport.data.gouv.fr: WGS 84, the "
            "national columns only, names of routes as an array, missing values left out.\n\n"
            "A line that the schema refuses (a required value missing, a value that is not in its list) is not written: the log names it "
            "with the column, the rule and the reason. Nothing is corrected here: run “Import and check cycle facilities” first, with the "
            "communes, whose codes the schema requires.\n\n"
            "Limits: the schema does not check that a facility exists, nor on which side; it lets an identifier be written twice."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        lines = QgsProcessingParameterFeatureSource(self.INPUT, tr("Cycle facilities"), [QgsProcessing.SourceType.VectorLine])  # fmt: skip
        self.declare(lines, tr("The output of “Import and check cycle facilities”, or any lines with the columns of the schema."))  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns"), None, True, True)
        self.declare(mapping, tr("Columns under other names, for example: id_local=code; ame_d=type_dr; source='Ville du Mans'. A value between quotes is the same everywhere."))  # fmt: skip
        streets = QgsProcessingParameterBoolean(self.WITH_STREETS, tr("Write the streets without a facility"), False)
        self.declare(streets, tr("Lines with AUCUN on both sides: the schema allows them, the national base has no use for them."))  # fmt: skip
        output = QgsProcessingParameterFileDestination(self.OUTPUT, tr("National file"), tr("GeoJSON files (*.geojson)"))  # fmt: skip
        self.declare(output, tr("The GeoJSON in schema 0.3.5."))
        self.addOutput(QgsProcessingOutputNumber(self.FACILITIES, tr("Lines written")))
        self.addOutput(QgsProcessingOutputNumber(self.STREETS, tr("Streets without a facility, left out")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.cycling.facility_export import national_features, write_geojson
        from ...analysis.cycling.facility_reading import resolve
        from ...analysis.cycling.facility_schema import NATIONAL, NONE

        skips = Skips(feedback)
        source = self.input(self.INPUT)
        columns = resolve(source.field_names(), self.parameterAsString(parameters, self.MAPPING, context))
        if columns.both:
            raise DataError(
                noop("The layer “{layer}” has both sides in one column ({column}): run “Import and check cycle facilities” first."),
                layer=source.name, column=", ".join(columns.both.values()),
            )  # fmt: skip
        of = {key: name for key, name in columns.of.items() if key in NATIONAL}
        for key, name in of.items():
            if key != name:
                feedback.pushInfo(f"{key} = {name}")
        frame = self.read(self.INPUT, list(dict.fromkeys(of.values())), skips, progress_within(feedback, 0, 60)).to_crs(WGS_84)  # fmt: skip
        values: dict[str, Any] = {
            key: frame[name].astype(object).where(frame[name].notna(), None).tolist() for key, name in of.items()
        }
        values |= {key: [text] * len(frame) for key, text in columns.constant.items()}
        sides = [numpy.array([value == NONE for value in values.get(f"ame_{side}", [None] * len(frame))], dtype=bool) for side in "dg"]  # fmt: skip
        streets = sides[0] & sides[1] & (not self.parameterAsBool(parameters, self.WITH_STREETS, context))
        kept = numpy.flatnonzero(~streets)
        if not len(kept):
            raise DataError(
                noop("The layer “{layer}” has streets without a facility only: nothing to write. Tick “Write the streets without a facility” if they are wanted."),
                layer=source.name,
            )  # fmt: skip
        made = national_features(
            {key: [column[row] for row in kept] for key, column in values.items()}, frame.geometry.to_numpy()[kept]
        )
        self._refused(made, frame, kept, skips)
        if not made.features:
            first = made.refused[0] if made.refused else None
            raise DataError(
                noop("No line of the layer “{layer}” passes the schema; the first one breaks {rule} in the column {column}. Run “Import and check cycle facilities” first, with the communes, or say the columns in MAPPING."),
                layer=source.name, rule=first.rule if first else "–", column=first.column if first else "–",
            )  # fmt: skip
        feedback.pushInfo(tr("{count} lines written in schema 0.3.5.").format(count=len(made.features)))
        if made.repeated:
            feedback.pushWarning(
                tr("{count} id_local are written more than once ({ids}).").format(
                    count=len(made.repeated), ids=", ".join(made.repeated[:10])
                )
            )
        target = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        written = write_beside(target, lambda part: write_geojson(part, made.features))
        return {
            self.OUTPUT: written,
            self.FACILITIES: len(made.features),
            self.STREETS: int(streets.sum()),
            "SKIPPED": skips.count,
        }

    def _refused(self, made: Any, frame: Any, kept: Any, skips: Skips) -> None:
        """Each line that is not written, with the column, the rule and the reason; lines that break the same, together."""
        broken: dict[int, list[str]] = {}
        for problem in made.refused:
            sentence = tr(problem.sentence).format(**problem.facts).rstrip(".")
            broken.setdefault(problem.row, []).append(f"{problem.column} ({problem.rule}): {sentence}")
        reasons: dict[str, list[Any]] = {}
        for row, rules in broken.items():
            reasons.setdefault("; ".join(rules), []).append(frame.index[kept[row]])
        for reason, ids in reasons.items():
            skips.add(self.input(self.INPUT).name, ids, reason)
