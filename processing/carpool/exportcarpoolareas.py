# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportcarpoolareas``: carpool places as a file that passes the national schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    import geopandas

WGS_84 = "EPSG:4326"
MOVED_DEGREES = 1e-5  # about a metre


class ExportCarpoolAreas(PcaetAlgorithm):
    """A CSV in the national schema 0.3.1."""

    REQUIRES = ("numpy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "carpool"
    INPUT, MAPPING, PROPOSED, OUTPUT = "INPUT", "MAPPING", "PROPOSED", "OUTPUT"
    AREAS, DUPLICATES = "AREAS", "DUPLICATES"

    def name(self) -> str:
        return "exportcarpoolareas"

    def displayName(self) -> str:
        return tr("Export carpool areas")

    def tags(self) -> list[str]:
        return ["BNLC", "CSV", "covoiturage", tr("carpool"), tr("schema"), tr("open data")]

    def shortHelpString(self) -> str:
        return tr(
            "Writes carpool places as a CSV that passes the national schema 0.3.1, ready for transport.data.gouv.fr: UTF-8, "
            "commas, the columns in the schema's order, true and false, dates YYYY-MM-DD.\n\n"
            "The coordinates are those of the points, in WGS 84 with 7 decimals. A place that the schema refuses (a required "
            "value missing, a number that is a text) is not written: the log names it with the column and the reason.\n\n"
            "With the layer of “Import and check carpool areas”, either the values as they were read are written, or the proposed "
            "ones. Proposed: duplicates are left out, and a value that nobody could read is left empty; closed places stay, "
            "with ouvert = false, and a date in the future stays: correct it before. A producer without identifiers of its own gets the national ones "
            "(id_lieu) as id_local."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points = QgsProcessingParameterFeatureSource(self.INPUT, tr("Carpool areas"), [QgsProcessing.SourceType.VectorPoint])  # fmt: skip
        self.declare(points, tr("The output of “Import and check carpool areas”, or any points with the required columns."))  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns"), None, True, True)
        self.declare(mapping, tr("Columns under other names, for example: nom_lieu=nom; nbre_pl=places; id_local=code. National names are recognised whatever their case."))  # fmt: skip
        proposed = QgsProcessingParameterBoolean(self.PROPOSED, tr("Write the proposed values"), False)
        self.declare(proposed, tr("Takes the columns “proposed_…” instead of what was read, and leaves out the places that repeat another (duplicate_of). Closed places are written."))  # fmt: skip
        output = QgsProcessingParameterFileDestination(self.OUTPUT, tr("National file"), tr("CSV files (*.csv)"))
        self.declare(output, tr("The CSV in schema 0.3.1."))
        self.addOutput(QgsProcessingOutputNumber(self.AREAS, tr("Places written")))
        self.addOutput(QgsProcessingOutputNumber(self.DUPLICATES, tr("Places that repeat another, left out")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import shapely

        from ...analysis.carpool.area_export import national_rows, write_national_csv

        skips = Skips(feedback)
        source = self.input(self.INPUT)
        proposed = self.parameterAsBool(parameters, self.PROPOSED, context)
        columns = self._columns(parameters, context, proposed, feedback)
        extra = ["duplicate_of"] if proposed else []
        frame = self.read(
            self.INPUT, [*dict.fromkeys(columns.values()), *extra], skips, progress_within(feedback, 0, 60)
        )
        named = (
            frame["duplicate_of"].fillna("").astype(str).str.strip() if proposed else frame.index.astype(str).str[:0]
        )
        repeats = (named != "").to_numpy() if proposed else named != ""
        skips.add(source.name, frame.index[repeats].tolist(), tr("it repeats another place"))
        if repeats.all():
            raise DataError(
                noop("Every place of the layer “{layer}” repeats another: empty duplicate_of for those to keep."),
                layer=source.name,
            )
        frame = frame[~repeats].to_crs(WGS_84)
        points = shapely.centroid(frame.geometry.to_numpy())
        lon, lat = shapely.get_x(points), shapely.get_y(points)
        values = _texts(frame, columns)
        made = national_rows(values, lon, lat)
        ids = values.get("id_lieu") or values.get("id_local") or [""] * len(frame)
        for problem in made.refused:
            fid = frame.index[problem.row]
            label = f"{fid} ({ids[problem.row]})" if ids[problem.row] else fid
            skips.add(
                source.name, [label], f"{problem.column}: {tr(problem.sentence).format(**problem.facts).rstrip('.')}"
            )
        if not made.rows:
            raise DataError(
                noop("No place of the layer “{layer}” passes the schema; the first one fails in the column {column}: {value}. Say the columns in MAPPING, or complete the layer."),
                layer=source.name, column=made.refused[0].column if made.refused else "–",
                value=made.refused[0].value if made.refused else "–",
            )  # fmt: skip
        self._say(made, values, lon, lat, feedback)
        target = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        written = write_beside(target, lambda part: write_national_csv(part, made))
        return {
            self.OUTPUT: written,
            self.AREAS: len(made.rows),
            self.DUPLICATES: int(repeats.sum()),
            "SKIPPED": skips.count,
        }

    def _columns(
        self, parameters: dict[str, Any], context: QgsProcessingContext, proposed: bool, feedback: QgsProcessingFeedback
    ) -> dict[str, str]:
        """National column → field of the layer, the proposed ones first when asked for."""
        from ...analysis.carpool.area_file import read_mapping, resolve
        from ...analysis.carpool.national_schema import NATIONAL

        source = self.input(self.INPUT)
        names = source.field_names()
        mapping = read_mapping(self.parameterAsString(parameters, self.MAPPING, context))
        columns = resolve(names, mapping, source.name)
        if proposed:
            ours = {key: f"proposed_{key}" for key in NATIONAL if f"proposed_{key}" in names and key not in mapping}
            if not ours or "duplicate_of" not in names:
                raise DataError(
                    noop("The layer “{layer}” has no proposed values. Take the output of “Import and check carpool areas”, or write the values as they are."),
                    layer=source.name,
                )  # fmt: skip
            columns |= ours
        for key, name in columns.items():
            if key != name:
                feedback.pushInfo(f"{key} = {name}")
        return columns

    def _say(
        self, made: Any, values: dict[str, list[str]], lon: Any, lat: Any, feedback: QgsProcessingFeedback
    ) -> None:
        """What the written file does not say by itself."""
        feedback.pushInfo(tr("{count} places written in schema 0.3.1.").format(count=len(made.rows)))
        if made.borrowed:
            feedback.pushInfo(
                tr("{count} places without id_local take their id_lieu as identifier.").format(count=made.borrowed)
            )
        if made.repeated:
            feedback.pushWarning(
                tr("{count} id_local are written more than once ({ids}): say another column in MAPPING, for example id_local=id_lieu.").format(
                    count=len(made.repeated), ids=", ".join(made.repeated[:10])
                )
            )  # fmt: skip
        if "Xlong" in values and "Ylat" in values:
            moved = _moved(values, lon, lat)
            if moved:
                feedback.pushWarning(
                    tr("{count} points do not stand at the coordinates Xlong and Ylat of their row: the file has those of the point.").format(count=moved)
                )  # fmt: skip


def _texts(frame: geopandas.GeoDataFrame, columns: dict[str, str]) -> dict[str, list[str]]:
    from ...analysis.carpool.area_file import text_of

    return {key: [text_of(value) for value in frame[name]] for key, name in columns.items()}


def _moved(values: dict[str, list[str]], lon: Any, lat: Any) -> int:
    """Points elsewhere than the coordinates of their columns say."""
    import numpy
    import pandas

    from ...analysis.numbers import to_numbers

    x, y = (to_numbers(pandas.Series(values[name], dtype=object))[0] for name in ("Xlong", "Ylat"))
    far = numpy.maximum(numpy.abs(x - lon), numpy.abs(y - lat)) > MOVED_DEGREES
    return int(far.sum())
