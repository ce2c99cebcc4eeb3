# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:joindpe``: DPE, BDNB and Filosofi brought onto buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field, Output
from .thermal_layers import in_metres

if TYPE_CHECKING:
    import geopandas
    import pandas

ANY_FIELD = QgsProcessingParameterField.DataType.Any
LAMBERT_93 = "EPSG:2154"  # of the coordinates of ADEME's export
CELLS = {"men": "cell_households", "men_pauv": "cell_poor_pct", "men_prop": "cell_owner_pct"}
BDNB = {
    "u_plancher_haut_deperditif": ("bdnb_u_roof", "real"),
    "annee_construction": ("bdnb_year", "integer"),
    "mat_toit_txt": ("bdnb_roof", "text"),
    "nb_log": ("bdnb_dwellings", "integer"),
    "classe_bilan_dpe": ("bdnb_class", "text"),
    "type_energie_chauffage": ("bdnb_heating", "text"),
}

# BD TOPO v3: names in GeoPackage, then in shapefiles.
TOPO = {
    "topo_dwellings": (("nombre_de_logements", "nb_logts"), "integer"),
    "topo_date": (("date_d_apparition", "date_app"), "text"),
    "topo_roof": (("materiaux_de_la_toiture", "mat_toits"), "text"),
    "topo_height_m": (("hauteur",), "real"),
    "topo_use": (("usage_1", "usage1"), "text"),
}


class JoinDpe(PcaetAlgorithm):
    """What is known of the homes of each building."""

    GROUP_ID = "housing"
    BUILDINGS, DPE, REACH_M, KEEP_IDENTITY = "BUILDINGS", "DPE", "REACH_M", "KEEP_IDENTITY"
    BDNB, BDNB_KEY, CELLS, TOPO = "BDNB", "BDNB_KEY", "CELLS", "TOPO"
    OUTPUT, CONFLICTS = "OUTPUT", "CONFLICTS"
    WITH_DPE, IN_CONFLICT = "WITH_DPE", "IN_CONFLICT"

    def name(self) -> str:
        return "joindpe"

    def displayName(self) -> str:
        return tr("Join DPE and housing data to buildings")

    def tags(self) -> list[str]:
        return ["DPE", "BDNB", "Filosofi", tr("housing"), tr("retrofit"), tr("precarity")]

    def shortHelpString(self) -> str:
        return tr(
            "Brings onto each building its energy performance certificate (DPE of ADEME, old or new headers), the BDNB by its "
            "key, BD TOPO by the building below, and the households of its Filosofi 200 m cell.\n\n"
            "A DPE goes to the nearest building within 25 m of its address point. Of several, the newest is kept, those of the "
            "2021 method first: before July 2021 classes were not computed the same way. Buildings whose DPE disagree by two "
            "classes or more are listed.\n\n"
            "After “Heat loss of roofs”, thermo_gap says how much a roof is warmer than its DPE (1), or colder (-1): renovated "
            "since, not heated, metal, or a certificate to check.\n\n"
            "A DPE is a person's home: its number and address are not written unless asked, and never belong in an atlas."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygon = [QgsProcessing.SourceType.VectorPolygon]
        self.declare(
            QgsProcessingParameterFeatureSource(self.BUILDINGS, tr("Buildings"), polygon),
            tr("Footprints, or the output of “Heat loss of roofs”."),
        )
        anything = [QgsProcessing.SourceType.Vector]
        dpe = QgsProcessingParameterFeatureSource(self.DPE, tr("DPE"), anything, None, True)
        self.declare(
            dpe, tr("ADEME's export of existing homes: a table with its BAN coordinates, or a layer of points.")
        )
        reach = QgsProcessingParameterNumber(
            self.REACH_M,
            tr("Farthest from the building (m)"),
            QgsProcessingParameterNumber.Type.Double,
            25.0,
            True,
            0,
            200,
        )
        self.declare(
            reach, tr("A DPE farther than this from any building is not joined, and is counted."), advanced=True
        )
        identity = QgsProcessingParameterBoolean(self.KEEP_IDENTITY, tr("Keep number and address of the DPE"), False)
        self.declare(identity, tr("For your own visits only: they identify a person's home."), advanced=True)
        bdnb = QgsProcessingParameterFeatureSource(self.BDNB, tr("BDNB"), anything, None, True)
        self.declare(bdnb, tr("A table with batiment_groupe_id and any of u_plancher_haut_deperditif, annee_construction, mat_toit_txt, nb_log…"))  # fmt: skip
        key = QgsProcessingParameterField(self.BDNB_KEY, tr("BDNB key field of the buildings"), None, self.BUILDINGS, ANY_FIELD, False, True)  # fmt: skip
        self.declare(key, tr("The field that holds batiment_groupe_id."))
        topo = QgsProcessingParameterFeatureSource(self.TOPO, tr("BD TOPO buildings"), polygon, None, True)
        self.declare(
            topo,
            tr("When your buildings are not BD TOPO's: dwellings, date, roof, height and use of the one that covers each most, half of it at least."),
        )  # fmt: skip
        cells = QgsProcessingParameterFeatureSource(self.CELLS, tr("Filosofi cells"), polygon, None, True)
        self.declare(
            cells, tr("200 m cells with men, men_pauv, men_prop, in any case; i_est_200 says which are estimated.")
        )
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Buildings with housing data"), QgsProcessing.SourceType.VectorPolygon)  # fmt: skip
        self.declare(output, tr("The buildings with their fields and what was joined."))
        conflicts = QgsProcessingParameterVectorDestination(
            self.CONFLICTS, tr("DPE that disagree"), QgsProcessing.SourceType.Vector, None, True, False
        )
        self.declare(conflicts, tr("Buildings whose DPE differ by two classes or more: classes and dates, in order."))
        self.addOutput(QgsProcessingOutputNumber(self.WITH_DPE, tr("Buildings with a DPE")))
        self.addOutput(QgsProcessingOutputNumber(self.IN_CONFLICT, tr("Buildings whose DPE disagree")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        source = self.input(self.BUILDINGS)
        identity = self.parameterAsBool(parameters, self.KEEP_IDENTITY, context)
        added = self._added(identity)
        # A join replaces what it wrote before; a person's address stays only when it is asked for.
        replaced = {f.name for f in added if self.has(_join_of(f.name))} | {"dpe_number", "dpe_address"}
        keep = kept_fields(source.source.fields(), list(replaced))
        frame = self.read(self.BUILDINGS, [f.name for f in keep], skips, progress_within(feedback, 0, 20))
        if not any(self.has(key) for key in (self.DPE, self.BDNB, self.TOPO, self.CELLS)):
            raise DataError(noop("Nothing is to be joined: give DPE, BDNB, BD TOPO or Filosofi cells."))
        notes: list[str] = []
        results: dict[str, Any] = {self.WITH_DPE: 0, self.IN_CONFLICT: 0}
        if self.has(self.DPE):
            conflicts = self._dpe(parameters, context, feedback, skips, frame, identity, notes)
            results[self.WITH_DPE] = int(frame["dpe_class"].notna().sum())
            results[self.IN_CONFLICT] = len(conflicts)
            if parameters.get(self.CONFLICTS) not in (None, ""):
                results[self.CONFLICTS] = self._write_conflicts(parameters, context, feedback, conflicts)
        if self.has(self.BDNB):
            self._bdnb(parameters, context, frame, notes)
        if self.has(self.TOPO):
            self._topo(feedback, skips, frame, notes)
        if self.has(self.CELLS):
            self._cells(feedback, skips, frame, notes)
        for note in notes:
            feedback.pushInfo(note)
        method = tr(
            "DPE to the nearest building; newest of the newest method; BDNB by key; Filosofi by the cell of the centroid."
        )
        metadata = self.metadata(tr("Buildings with housing data"), method, [*notes, *skips.notes()], frame.crs)
        metadata.setRights([tr("personal data: internal use, not to be published by building")])
        written = [f for f in added if f.name in replaced and f.name in frame.columns]
        output = Output((*keep, *written), metadata, "MultiPolygon", None)
        results[self.OUTPUT] = self.write(parameters, self.OUTPUT, frame, output, context, feedback)
        return results | {"SKIPPED": skips.count}

    def _dpe(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, identity: bool, notes: list[str],
    ) -> pandas.DataFrame:  # fmt: skip
        import numpy
        import pyproj
        import shapely

        from ...analysis.thermal.dpe import join_nearest, read_dpe, thermo_gap

        table, shapes = self._table(self.DPE)
        dpe = read_dpe(table)
        metric = in_metres(frame)
        work, placed = metric.crs, metric.geometry.to_numpy()
        if dpe["east"].notna().any():
            move = pyproj.Transformer.from_crs(LAMBERT_93, work, always_xy=True)
            east, north = move.transform(dpe["east"].to_numpy(dtype=float), dpe["north"].to_numpy(dtype=float))
        elif shapes is not None:
            centre = shapely.centroid(shapes.to_crs(work).to_numpy()[dpe.index.to_numpy()])
            east, north = shapely.get_x(centre), shapely.get_y(centre)
        else:
            raise DataError(
                noop("The DPE table “{layer}” has neither points nor BAN coordinates (coordonnee_cartographique_x_ban, …_y_ban)."),
                layer=self.input(self.DPE).name,
            )  # fmt: skip
        reach = self.parameterAsDouble(parameters, self.REACH_M, context)
        joined = join_nearest(dpe, numpy.asarray(east), numpy.asarray(north), placed, reach)
        has = joined.kept >= 0
        rows = dpe.iloc[numpy.maximum(joined.kept, 0)].reset_index(drop=True)
        for name, column in (
            ("dpe_class", "energy_class"), ("dpe_ghg_class", "ghg_class"), ("dpe_primary_kwh_m2", "primary_kwh_m2"),
            ("dpe_surface_m2", "surface_m2"), ("dpe_heating", "heating"), ("dpe_period", "period"), ("dpe_u_roof", "u_roof"),
            ("dpe_generation", "generation"),
        ):  # fmt: skip
            frame[name] = rows[column].where(has, None).to_numpy()
        frame["dpe_date"] = rows["date"].dt.strftime("%Y-%m-%d").where(has, None).to_numpy()
        frame["dpe_count"] = joined.count
        if identity:
            frame["dpe_number"], frame["dpe_address"] = (
                rows[c].where(has, None).to_numpy() for c in ("number", "address")
            )
        if "loss_score" in frame.columns:
            score = numbers(frame, "loss_score", self.input(self.BUILDINGS).name, feedback)
            frame["thermo_gap"] = thermo_gap(score, frame["dpe_class"].to_numpy())
        notes.append(
            tr(
                "{total} DPE read, {joined} joined to {buildings} buildings; {conflicts} buildings have DPE that disagree."
            ).format(
                total=len(dpe),
                joined=int(joined.count.sum()),
                buildings=int(has.sum()),
                conflicts=len(joined.conflicts),
            )
        )
        old = int((rows["generation"][has] == 2012).sum())
        if old:
            notes.append(
                tr("{} of them are from before July 2021: their class was not computed as the others.").format(old)
            )
        conflicts = joined.conflicts.copy()
        conflicts["building"] = frame.index.to_numpy()[conflicts["building"].to_numpy(dtype=int)]
        return conflicts

    def _table(self, key: str) -> tuple[pandas.DataFrame, Any]:
        """All the rows of a layer or table, and its geometries if it has any."""
        import geopandas
        import pandas
        import shapely

        from ..reading import pyproj_crs

        source = self.input(key)
        names = source.field_names()
        rows, shapes = [], []
        for feature in source.source.getFeatures():
            rows.append([_plain(value) for value in feature.attributes()])
            shapes.append(bytes(feature.geometry().asWkb()) if feature.hasGeometry() else None)
        table = pandas.DataFrame(rows, columns=names)
        located = any(shape is not None for shape in shapes)
        crs = pyproj_crs(source.source.sourceCrs()) if located else None
        return table, geopandas.GeoSeries(shapely.from_wkb(shapes), crs=crs) if located else None

    def _bdnb(
        self, parameters: dict[str, Any], context: QgsProcessingContext, frame: geopandas.GeoDataFrame, notes: list[str]
    ) -> None:  # fmt: skip
        from ...analysis.thermal.dpe import folded

        field = self.parameterAsString(parameters, self.BDNB_KEY, context)
        if not field:
            raise DataError(noop("Choose the field of the buildings that holds batiment_groupe_id."))
        table, _shapes = self._table(self.BDNB)
        by_name = {folded(name): name for name in table.columns}
        if "batiment_groupe_id" not in by_name:
            raise DataError(
                noop("The table “{layer}” has no column batiment_groupe_id."), layer=self.input(self.BDNB).name
            )
        keys = by_name["batiment_groupe_id"]
        table[keys] = table[keys].astype(str).str.strip()
        table = table.drop_duplicates(keys).set_index(keys)
        own = frame[field].astype(str).str.strip()
        for name, (column, kind) in BDNB.items():
            if name in by_name:
                found = own.map(table[by_name[name]])
                frame[column] = found.to_numpy() if kind == "text" else _number(found, kind)
        notes.append(tr("{count} buildings found in the BDNB.").format(count=int(own.isin(table.index).sum())))

    def _topo(
        self, feedback: QgsProcessingFeedback, skips: Skips, frame: geopandas.GeoDataFrame, notes: list[str]
    ) -> None:  # fmt: skip
        """What BD TOPO says of the building that covers each most."""
        import numpy

        from ...analysis.thermal.dpe import covering, folded

        source = self.input(self.TOPO)
        by_name = {folded(name): name for name in source.field_names()}
        found = {
            column: next((by_name[n] for n in names if n in by_name), None) for column, (names, _kind) in TOPO.items()
        }
        if not any(found.values()):
            raise DataError(
                noop("The layer “{layer}” has none of the fields of BD TOPO's buildings."), layer=source.name
            )
        columns = [name for name in found.values() if name]
        topo = self.read(self.TOPO, columns, skips, progress_within(feedback, 40, 60))
        metric = in_metres(frame)
        of = covering(metric.geometry.to_numpy(), topo.geometry.to_crs(metric.crs).to_numpy())
        for column, name in found.items():
            if name:
                kind = TOPO[column][1]
                values = topo[name].to_numpy(dtype=object) if kind == "text" else _number(topo[name], kind)
                missing = None if kind == "text" else numpy.nan
                frame[column] = numpy.where(of >= 0, values[numpy.maximum(of, 0)], missing) if len(topo) else missing
        notes.append(tr("{count} buildings found in BD TOPO.").format(count=int((of >= 0).sum())))

    def _cells(
        self, feedback: QgsProcessingFeedback, skips: Skips, frame: geopandas.GeoDataFrame, notes: list[str]
    ) -> None:  # fmt: skip
        import numpy
        import shapely

        source = self.input(self.CELLS)
        by_name = {name.lower(): name for name in source.field_names()}
        lacking = [name for name in CELLS if name not in by_name]
        if lacking:
            raise DataError(
                noop("The cells “{layer}” have no column {column}."), layer=source.name, column=", ".join(lacking)
            )
        estimated = by_name.get("i_est_200")
        columns = [by_name[name] for name in CELLS] + ([estimated] if estimated else [])
        cells = self.read(self.CELLS, columns, skips, progress_within(feedback, 60, 80)).to_crs(frame.crs)
        homes, poor, owners = (numbers(cells, by_name[name], source.name, feedback) for name in CELLS)
        tree = shapely.STRtree(cells.geometry.to_numpy())
        building, cell = tree.query(shapely.point_on_surface(frame.geometry.to_numpy()), predicate="intersects")
        of = numpy.full(len(frame), -1)
        of[building] = cell
        inside = of >= 0
        with numpy.errstate(divide="ignore", invalid="ignore"):
            share = [numpy.where(homes > 0, 100 * part / homes, numpy.nan) for part in (poor, owners)]
        for name, values in (("cell_households", homes), ("cell_poor_pct", share[0]), ("cell_owner_pct", share[1])):
            frame[name] = numpy.where(inside, values[of], numpy.nan)
        if estimated:
            frame["cell_estimated"] = numpy.where(
                inside, numbers(cells, estimated, source.name, feedback)[of], numpy.nan
            )
        notes.append(
            tr("{count} buildings are in a cell; a cell's figures are not those of a home.").format(
                count=int(inside.sum())
            )
        )

    def _write_conflicts(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, conflicts: Any
    ) -> str:  # fmt: skip
        fields = (
            Field("building", "integer", tr("Building (feature id)")),
            Field("classes", "text", tr("Classes, by date")),
            Field("dates", "text", tr("Dates")),
        )
        metadata = self.metadata(tr("DPE that disagree"), tr("Two classes apart or more."), [])
        return self.write(parameters, self.CONFLICTS, conflicts, Output(fields, metadata), context, feedback)

    def _added(self, identity: bool) -> tuple[Field, ...]:
        fields = [
            Field("dpe_class", "text", tr("DPE class")),
            Field("dpe_ghg_class", "text", tr("DPE class, greenhouse gases")),
            Field("dpe_primary_kwh_m2", "real", tr("Primary energy (kWh/m²/year)")),
            Field("dpe_surface_m2", "real", tr("Living area (m²)")),
            Field("dpe_heating", "text", tr("Heating energy")),
            Field("dpe_period", "text", tr("Period of construction")),
            Field("dpe_u_roof", "real", tr("U of the roof, DPE (W/m²/K)")),
            Field("dpe_generation", "integer", tr("Method of the DPE (2012 or 2021)")),
            Field("dpe_date", "text", tr("Date of the DPE")),
            Field("dpe_count", "integer", tr("DPE of the building")),
            Field("thermo_gap", "real", tr("Gap between thermography and DPE (-1 to 1)")),
            Field("cell_households", "real", tr("Households of the cell")),
            Field("cell_poor_pct", "real", tr("Poor households of the cell (%)")),
            Field("cell_owner_pct", "real", tr("Owner households of the cell (%)")),
            Field("cell_estimated", "integer", tr("Estimated cell")),
            *(Field(column, kind, f"BDNB : {name}") for name, (column, kind) in BDNB.items()),
            *(Field(column, kind, f"BD TOPO : {names[0]}") for column, (names, kind) in TOPO.items()),
        ]
        if identity:
            fields += [
                Field("dpe_number", "text", tr("DPE number")),
                Field("dpe_address", "text", tr("Address of the DPE")),
            ]
        return tuple(fields)


def _number(column: pandas.Series, kind: str) -> Any:
    """Numbers as the BDNB writes them, text included; a year of 1975.0 is 1975."""
    import numpy

    from ...analysis.numbers import to_numbers

    values = to_numbers(column)[0]
    return numpy.round(values) if kind == "integer" else values


def _join_of(field: str) -> str:
    """The input that writes a field."""
    if field.startswith("bdnb_"):
        return JoinDpe.BDNB
    if field.startswith("topo_"):
        return JoinDpe.TOPO
    return JoinDpe.CELLS if field.startswith("cell_") else JoinDpe.DPE


def _plain(value: Any) -> Any:
    """A value as Python has it: QGIS reads a column of dates in a CSV as QDate."""
    if value is None or value == NULL:
        return None
    if isinstance(value, (QDate, QDateTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return value
