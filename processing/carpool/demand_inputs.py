# SPDX-License-Identifier: GPL-2.0-or-later
"""What the carpool demand reads: areas, flows between communes, where their workers live and work."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import provenance
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field
from .demand_layers import demand_fields, flow_notes, left_out_names, table_blocks, unknown_codes

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.carpool.commuting_places import Communes
    from ...analysis.carpool.demand import Commuters, Situation
    from ...analysis.carpool.flows import Flows
    from ...analysis.network.road_network import RoadNetwork
    from ..reading import Progress

ENDS = ("either", "origin", "destination")
# Metres to the nearest road. A commune's point may stand in a wood; an area stands by its road.
AREA_REACH, HOME_REACH, COMMUNE_REACH = 500.0, 1_000.0, 5_000.0
IDENTIFIERS = ("area_id", "id_lieu", "id_local")
CAPACITIES = ("proposed_nbre_pl", "nbre_pl")
ANY = QgsProcessingParameterField.DataType.Any
POINT, POLYGON = QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon


@dataclass(frozen=True)
class Areas:
    """The areas taken (a,): their rows as the layer has them, ``xy`` (a, 2) in the network's CRS, capacity (a,) or NaN."""

    frame: geopandas.GeoDataFrame
    xy: numpy.ndarray
    ids: list[str]
    names: list[str]
    capacity: numpy.ndarray
    keep: tuple[Field, ...]
    crs: Any
    notes: list[str]

    @property
    def geometry_type(self) -> str:
        kinds = set(self.frame.geometry.geom_type)
        return kinds.pop() if len(kinds) == 1 else "MultiPoint"


@dataclass(frozen=True)
class Placed:
    """Areas, homes and work on the network, the flows between them, homes (h, 2) in its CRS, and what there is to say."""

    situation: Situation
    commuters: Commuters
    homes_xy: numpy.ndarray
    notes: list[str]


class DemandInputs(PcaetAlgorithm):
    """Parameters of the inputs, and their reading."""

    AREAS, ID_FIELD, CAPACITY_FIELD, NETWORK = "AREAS", "ID_FIELD", "CAPACITY_FIELD", "NETWORK"
    FLOWS, FLOWS_TABLE, MAPPING, CAR_CODES, ENDS = "FLOWS", "FLOWS_TABLE", "MAPPING", "CAR_CODES", "ENDS"
    COMMUNES, CODE_FIELD, NAME_FIELD, MERGES = "COMMUNES", "CODE_FIELD", "NAME_FIELD", "MERGES"
    HOMES, WORKERS_FIELD, JOBS, JOBS_FIELD = "HOMES", "WORKERS_FIELD", "JOBS", "JOBS_FIELD"

    def declare_areas(self) -> None:
        areas = QgsProcessingParameterFeatureSource(self.AREAS, tr("Carpool areas"), [POINT])
        self.declare(areas, tr("Points, existing or planned. Of the output of “Import and check carpool areas”, only those that are usable are taken."))  # fmt: skip
        name = QgsProcessingParameterField(self.ID_FIELD, tr("Identifier field"), None, self.AREAS, ANY, False, True)
        self.declare(name, tr("Names the area in the lines of origins. Empty: area_id, id_lieu or id_local, else the number of the feature."))  # fmt: skip
        places = QgsProcessingParameterField(self.CAPACITY_FIELD, tr("Parking places field"), None, self.AREAS, ANY, False, True)  # fmt: skip
        self.declare(places, tr("For the tension. Empty: proposed_nbre_pl, else nbre_pl, where the layer has it."))

    def declare_flows(self) -> None:
        flows = QgsProcessingParameterFile(
            self.FLOWS, tr("Flows from home to work (file)"), QgsProcessingParameterFile.Behavior.File, "", None, True,
            tr("CSV or its archive (*.csv *.txt *.zip)"),
        )  # fmt: skip
        self.declare(flows, tr("INSEE's detail file FD_MOBPRO_YYYY.csv or its archive, INSEE's table of flows (CODGEO, DCLT, NBFLUX…), or any CSV with a mapping."))  # fmt: skip
        table = QgsProcessingParameterFeatureSource(self.FLOWS_TABLE, tr("…or a table of flows"), [QgsProcessing.SourceType.Vector], None, True)  # fmt: skip
        self.declare(table, tr("A layer or a table of QGIS with the same columns; geometries are not used."))
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns of the flows"), None, False, True)
        self.declare(mapping, tr("For example: origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P. Also mode, district (ARM) and foreign (DCFLT). Empty for INSEE's files."))  # fmt: skip
        cars = QgsProcessingParameterString(self.CAR_CODES, tr("Codes of the car"), "5")
        self.declare(cars, tr("Values of TRANS, separated by commas. 5 where TRANS has six values (bikes apart); 4 in the older bases, where two-wheelers are together and 5 is public transport."))  # fmt: skip
        ends = QgsProcessingParameterEnum(self.ENDS, tr("Flows kept"), list(ENDS), False, ENDS[0], False, True)
        self.declare(ends, tr("either: residence or work in the layer of communes; origin: residence; destination: work. Both must be in it to be placed: this changes only what is counted as left out."), advanced=True)  # fmt: skip

    def declare_places(self) -> None:
        communes = QgsProcessingParameterFeatureSource(self.COMMUNES, tr("Communes"), [POLYGON])
        self.declare(communes, tr("Polygons with their INSEE code: the territory and all around it, as far as people come from and go to."))  # fmt: skip
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("INSEE code field"), "insee", self.COMMUNES, ANY)
        self.declare(code, tr("The field of the communes that holds the INSEE code."))
        name = QgsProcessingParameterField(self.NAME_FIELD, tr("Commune name field"), None, self.COMMUNES, ANY, False, True)  # fmt: skip
        self.declare(name, tr("Written in the origins of each area. Empty: the code."))
        merges = QgsProcessingParameterFile(self.MERGES, tr("Movements of communes (INSEE)"), extension="csv", optional=True)  # fmt: skip
        self.declare(merges, tr("INSEE's file of movements (COM_AV, COM_AP): flows of a former commune go to the one that has taken its place."))  # fmt: skip
        for key, label, told, field, field_label, field_told in (
            (self.HOMES, tr("Where workers live"), tr("Cells or points with a number of workers: the flows of a commune are spread over them. Without, a commune is one point inside it."),
             self.WORKERS_FIELD, tr("Workers field"), tr("Workers, or people, in each cell. Empty: each cell counts the same.")),
            (self.JOBS, tr("Where jobs are"), tr("Cells or points with a number of jobs: the barycentre of those of a commune stands for its work. Without, a point inside it."),
             self.JOBS_FIELD, tr("Jobs field"), tr("Jobs in each cell. Empty: each cell counts the same.")),
        ):  # fmt: skip
            layer = QgsProcessingParameterFeatureSource(key, label, [POINT, POLYGON], None, True)
            self.declare(layer, told)
            self.declare(QgsProcessingParameterField(field, field_label, None, key, ANY, False, True), field_told)

    def areas(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> Areas:  # fmt: skip
        """The areas that are usable. Raises ``DataError`` when none is."""
        source = self.input(self.AREAS)
        known = source.field_names()
        identifier = self._field(parameters, context, self.ID_FIELD, known, IDENTIFIERS)
        capacity = self._field(parameters, context, self.CAPACITY_FIELD, known, CAPACITIES)
        keep = kept_fields(source.source.fields(), [f.name for f in demand_fields()])
        extra = [name for name in ("usable", "nom_lieu") if name in known]
        columns = list(dict.fromkeys([identifier, capacity, *extra, *(f.name for f in keep)]))
        frame = self.read(self.AREAS, columns, skips, progress_within(feedback, 0, 2))
        notes = []
        if "usable" in known:
            usable = numbers(frame, "usable", source.name, feedback) == 1
            skips.add(source.name, frame.index[~usable].tolist(), tr("not usable: closed, or repeating another area"))
            notes.append(
                tr("Areas: {count} of {total}, those that are usable (field usable = 1).").format(
                    count=int(usable.sum()), total=len(frame)
                )
            )
            feedback.pushInfo(notes[0])
            frame = frame[usable]
        if not len(frame):
            raise DataError(
                noop("The layer “{layer}” has no usable area: all are closed or repeat others."), layer=source.name
            )
        ids = _texts(frame[identifier]) if identifier else [str(fid) for fid in frame.index]
        names = _texts(frame["nom_lieu"]) if "nom_lieu" in known else ids
        places = numbers(frame, capacity, source.name, feedback)
        if capacity:
            feedback.pushInfo(tr("Parking places: field “{field}”.").format(field=capacity))
        named = [name or area for name, area in zip(names, ids, strict=True)]
        return Areas(frame.copy(), _centres(frame, crs), ids, named, places, keep, crs, notes)

    def communes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, skips: Skips, crs: Any, feedback: QgsProcessingFeedback
    ) -> Communes:  # fmt: skip
        from ...analysis.carpool.area_file import text_of
        from ...analysis.carpool.commuting_places import Communes
        from ...analysis.territory.codes import normal_code

        code = self.parameterAsString(parameters, self.CODE_FIELD, context)
        name = self.parameterAsString(parameters, self.NAME_FIELD, context)
        frame = self.read(self.COMMUNES, list(dict.fromkeys([code, name])), skips, progress_within(feedback, 2, 5))
        codes = [normal_code(text_of(value)) for value in frame[code]]
        empty = [fid for fid, text in zip(frame.index, codes, strict=True) if not text]
        skips.add(self.input(self.COMMUNES).name, empty, tr("no INSEE code"))
        if len(empty) == len(frame):
            raise DataError(
                noop("No commune of the layer “{layer}” has a code in the field “{field}”. Choose the field of the INSEE code."),
                layer=self.input(self.COMMUNES).name, field=code,
            )  # fmt: skip
        names = _texts(frame[name]) if name else codes
        rows = [i for i, text in enumerate(codes) if text]
        polygons = frame.geometry.to_crs(crs).to_numpy()[rows]
        return Communes.of(polygons, [codes[i] for i in rows], [names[i] for i in rows])

    def flows(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, communes: Communes,
        progress: Progress,
    ) -> Flows:  # fmt: skip
        """The flows by car between communes of the layer; what was left out is said. Raises ``DataError`` when none is left."""
        from ...analysis.carpool.flow_file import FlowFile, columns_of, read_flow_mapping
        from ...analysis.carpool.flows import FlowSum
        from ...analysis.territory.codes import read_merges

        mapping = read_flow_mapping(self.parameterAsString(parameters, self.MAPPING, context))
        merges_file = self.parameterAsFile(parameters, self.MERGES, context)
        merges = read_merges(merges_file) if merges_file else {}
        cars = self.parameterAsString(parameters, self.CAR_CODES, context).replace(";", ",").split(",")
        total = FlowSum(communes.codes, merges, [c.strip() for c in cars], self.parameterAsEnumString(parameters, self.ENDS, context))  # fmt: skip
        if self.has(self.FLOWS_TABLE):
            source = self.input(self.FLOWS_TABLE)
            columns = columns_of(source.field_names(), mapping, source.name)
            state = hashlib.blake2b(digest_size=16)
            for block in table_blocks(source, dict(columns.items()), progress):
                state.update(block.to_csv(index=False).encode())
                total.add(block)
            flows, name, address = total.flows(state.hexdigest()), source.name, source.address
        else:
            file = FlowFile(self.parameterAsFile(parameters, self.FLOWS, context), mapping)
            for block in file.blocks(progress):
                total.add(block)
            flows, columns, name, address = total.flows(file.digest), file.columns, file.path.name, str(file.path)
        key = self.FLOWS_TABLE if self.has(self.FLOWS_TABLE) else self.FLOWS
        self._traces.append(
            provenance.InputTrace(key, name, provenance.without_password(address), flows.rows, flows.digest)
        )
        self._say_flows(flows, name, bool(columns.mode), total.car_codes, feedback)
        return flows

    def _say_flows(self, flows: Flows, name: str, has_mode: bool, cars: Any, feedback: QgsProcessingFeedback) -> None:
        for note in flow_notes(flows):
            feedback.pushInfo(note)
        if not has_mode:
            feedback.pushWarning(tr("“{table}” has no means of travel: all its workers are counted as if they went by car.").format(table=name))  # fmt: skip
        elif not flows.modes & set(cars):
            raise DataError(
                noop("“{table}” has no means of travel {codes}: it has {modes}. Say the code of cars in CAR_CODES."),
                table=name, codes=", ".join(cars), modes=", ".join(sorted(flows.modes)) or "–",
            )  # fmt: skip
        elif {"4", "5"} <= flows.modes and "6" not in flows.modes and set(cars) == {"5"}:
            feedback.pushWarning(tr("TRANS goes from 1 to 5 in “{table}”, as in the older bases, where 4 is the car and 5 public transport: check CAR_CODES.").format(table=name))  # fmt: skip
        if flows.unknown:
            feedback.pushWarning(
                tr("Communes that the layer has not, with their workers: {codes}. Give the communes around the territory, and INSEE's movements for former codes.").format(
                    codes=unknown_codes(flows)
                )
            )  # fmt: skip
        if flows.table.empty:
            reasons = "; ".join(f"{left_out_names()[reason]}: {rows}" for reason, (_w, rows) in flows.left_out.items())
            raise DataError(
                noop("“{table}” has no flow by car between two communes of the layer “{layer}”, of {rows} rows ({reasons}). Check CODE_FIELD, CAR_CODES and MAPPING."),
                table=name, layer=self.input(self.COMMUNES).name, rows=flows.rows, reasons=reasons or "–",
            )  # fmt: skip

    def situate(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any,
        network: RoadNetwork, areas: Areas, communes: Communes, flows: Flows,
    ) -> Placed:  # fmt: skip
        """Areas, homes and work on the network; what has no road is said."""
        import numpy

        from ...analysis.carpool.commuting_places import centres, lodging
        from ...analysis.carpool.demand import Commuters, home_shares, situate

        rank = {code: i for i, code in enumerate(communes.codes)}
        origin, destination = (flows.table[name].map(rank).to_numpy() for name in ("origin", "destination"))
        cells, workers = self._cells(parameters, context, feedback, skips, crs, self.HOMES, self.WORKERS_FIELD)
        homes = lodging(communes, numpy.unique(origin), cells, workers)
        cells, jobs = self._cells(parameters, context, feedback, skips, crs, self.JOBS, self.JOBS_FIELD)
        centre, with_jobs = centres(communes, cells, jobs)
        places, work = numpy.unique(destination, return_inverse=True)
        made = situate(network, areas.xy, AREA_REACH, centre[places], COMMUNE_REACH, homes.xy, HOME_REACH if self.has(self.HOMES) else COMMUNE_REACH)  # fmt: skip
        progress_within(feedback, 45, 50)(1.0)
        off_road = areas.frame.index[~made.areas.found].tolist()
        layer = self.input(self.AREAS).name
        skips.add(layer, off_road, tr("no road within {reach} m").format(reach=f"{AREA_REACH:g}"))
        if len(off_road) == len(areas.frame):
            raise DataError(
                noop("No feature of the layer “{layer}” has a road of the network within {reach} m. Check the CRS of both, and that the network covers the layer."),
                layer=layer, reach=f"{AREA_REACH:g}",
            )  # fmt: skip
        island = [areas.ids[i] for i in numpy.flatnonzero(made.areas.island)]
        if island:
            feedback.pushWarning(
                tr("Layer “{layer}”: {ids} stand on a small part of the network that does not connect with the rest; almost nobody reaches them. Check the roads there.").format(
                    layer=layer, ids=", ".join(island[:20])
                )
            )  # fmt: skip
        share = home_shares(homes.commune, homes.weight, made.homes.found, len(communes.codes))
        notes = [
            tr("Residence: {cells} places in {communes} communes, {points} of them as one point; {lost} without a road near. Work: {with_jobs} communes by the barycentre of their jobs, the others as one point.").format(
                cells=len(homes.commune), communes=len(numpy.unique(homes.commune)), points=homes.points,
                lost=int((~made.homes.found).sum()), with_jobs=with_jobs,
            )
        ]  # fmt: skip
        feedback.pushInfo(notes[0])
        commuters = Commuters(origin, work.ravel(), flows.table["workers"].to_numpy(), homes.commune, share)
        return Placed(made, commuters, homes.xy, notes)

    def _cells(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any,
        key: str, field_key: str,
    ) -> tuple[numpy.ndarray, numpy.ndarray]:  # fmt: skip
        """Centres (n, 2) of an optional layer and what each counts for (n,)."""
        import numpy

        if not self.has(key):
            return numpy.empty((0, 2)), numpy.empty(0)
        layer = self.input(key).name
        field = self.parameterAsString(parameters, field_key, context)
        frame = self.read(key, [field], skips, progress_within(feedback, 40, 45))
        weight = numbers(frame, field, layer, feedback) if field else numpy.ones(len(frame))
        bad = ~(weight >= 0)
        skips.add(layer, frame.index[bad].tolist(), tr("“{}” is not a number of 0 or more").format(field))
        return _centres(frame, crs), numpy.where(bad, 0.0, weight)

    def _field(
        self, parameters: dict[str, Any], context: QgsProcessingContext, key: str, known: list[str], usual: tuple[str, ...]
    ) -> str:  # fmt: skip
        """The field chosen, else the first of the usual ones that the layer has."""
        return self.parameterAsString(parameters, key, context) or next((name for name in usual if name in known), "")


def _texts(column: Any) -> list[str]:
    from ...analysis.carpool.area_file import text_of

    return [text_of(value) for value in column]


def _centres(frame: geopandas.GeoDataFrame, crs: Any) -> numpy.ndarray:
    import numpy
    import shapely

    points = shapely.centroid(frame.geometry.to_crs(crs).to_numpy())
    return numpy.column_stack([shapely.get_x(points), shapely.get_y(points)])
