# SPDX-License-Identifier: GPL-2.0-or-later
"""Which result of a theme a layer is, told by its fields, and what it says of each unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingFeedback

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips
from ..numeric_fields import numbers
from ..reading import VectorInput
from ..writing import Field
from .table_reading import text_rows, trace

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.crossing.themes import ThemeFigures
    from ...analysis.overlay import Parts

PEOPLE = ("population", "inhabitants")
HOMES = "dwellings"
LIMIT_NAME = "2030"


@dataclass(frozen=True)
class Ground:
    """The units (n,): their outlines cut in parts, codes, inhabitants (NaN unknown), and the CRS in metres of all that."""

    cover: Parts
    codes: list[str]
    inhabitants: numpy.ndarray
    crs: Any

    @property
    def count(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class Told:
    """What a theme says: its figures, the columns to write, and how it was told."""

    figures: ThemeFigures
    fields: tuple[Field, ...]
    note: str


Reader = Callable[[PcaetAlgorithm, VectorInput, Ground, Skips, QgsProcessingFeedback, Callable[[float], None]], Told]


def tell(
    algorithm: PcaetAlgorithm, key: str, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    """What the layer of the parameter ``key`` says of the units.

    Raises ``DataError`` naming the field that it lacks and the algorithm that makes it.
    """
    source = algorithm.input(key)
    names = set(source.field_names())
    for fields, shape, reader in READERS[key]:
        if names.issuperset(fields) and (shape is None or source.geometry_type() == shape):
            return reader(algorithm, source, ground, skips, feedback, progress)
    raise DataError(
        noop("The layer “{layer}” is no result that can be crossed: it lacks the field {fields}. Make it by {algorithms}."),
        layer=source.name, fields=tr(" or ").join(dict.fromkeys(fields[0] for fields, _shape, _reader in READERS[key])),
        algorithms=_makers(key),
    )  # fmt: skip


def _makers(key: str) -> str:
    """The algorithms whose result the parameter ``key`` takes, by the names they have in the toolbox."""
    names = {
        "EXPOSURE": (
            tr("Concentrations along roads"), tr("Exposure to air pollution"), tr("Study bands along roads (screening)"),
        ),
        "ROOFS": (tr("Heat loss of roofs, by class"), tr("Homes to visit first")),
        "CARPOOL": (tr("Catchment of carpool areas"), tr("Carpool demand")),
        "CYCLING": (tr("Access by bike on low stress"), tr("Level of traffic stress"), tr("Statistics of cycle facilities")),
    }[key]  # fmt: skip
    return tr(" or ").join(f"“{name}”" for name in names)


def _located(
    algorithm: PcaetAlgorithm, source: VectorInput, columns: Sequence[str], ground: Ground, skips: Skips,
    progress: Callable[[float], None],
) -> tuple[geopandas.GeoDataFrame, numpy.ndarray]:  # fmt: skip
    """The rows of a layer, and their geometries in the CRS of the units."""
    frame = algorithm.read_source(source, columns, skips, progress)
    return frame, frame.geometry.to_crs(ground.crs).to_numpy()


def _receptors(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    import numpy

    from ...analysis.crossing import themes, units

    known = source.field_names()
    people = next((name for name in PEOPLE if name in known), "")
    weight = people or (HOMES if HOMES in known else "")
    frame, shapes = _located(algorithm, source, ["no2_ug_m3", weight], ground, skips, progress)
    no2 = numbers(frame, "no2_ug_m3", source.name, feedback)
    weights = numbers(frame, weight, source.name, feedback) if weight else numpy.ones(len(frame))
    figures = themes.receptors(units.by_point(shapes, ground.cover, progress), no2, weights, bool(people), ground.count)
    how = tr("weighted by “{}”").format(weight) if weight else tr("each receptor counting once")
    note = tr("Air: mean NO2 of the receptors of “{layer}” in each unit, {how}.").format(layer=source.name, how=how)
    if not people:
        note += " " + tr("Without a field of inhabitants (population, inhabitants), nobody is counted above the limit.")
    return Told(figures, _air_fields(), note)


def _exposure_table(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    import numpy

    from ...analysis.crossing.themes import NO2_STEP, ThemeFigures, told

    columns = ("zone", "pollutant", "regime", "population", "exposed", "exposed_pct", "mean_ug_m3")
    rows = text_rows(source, {name: name for name in columns}, progress)
    algorithm._traces.append(trace(source, rows))
    rows = rows[
        (rows["pollutant"] == "no2") & rows["regime"].str.contains(LIMIT_NAME) & rows["zone"].isin(ground.codes)
    ]
    if rows.empty:
        raise DataError(
            noop("No zone of the table “{layer}” bears the code of a unit ({code}, …). Run “Exposure to air pollution” with the units as the division and the same field."),
            layer=source.name, code=ground.codes[0],
        )  # fmt: skip
    rows = rows.drop_duplicates("zone").set_index("zone").reindex(ground.codes)
    of = {name: numbers(rows.reset_index(), name, source.name, feedback) for name in columns[3:]}
    figures = ThemeFigures(
        {
            "air_receptors": numpy.full(ground.count, numpy.nan), "air_people": of["population"], "air_exposed": of["exposed"],
            "air_exposed_pct": of["exposed_pct"], "no2_ug_m3": of["mean_ug_m3"],
        },
        told(of["mean_ug_m3"], NO2_STEP),
    )  # fmt: skip
    return Told(
        figures,
        _air_fields(),
        tr("Air: mean NO2 weighted by people, from the table “{}”, by code.").format(source.name),
    )


def _study_bands(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["population"], ground, skips, progress)
    people = numbers(frame, "population", source.name, feedback)
    shares = units.by_measure(shapes, ground.cover, progress)
    figures = themes.study_bands(shares, people, ground.inhabitants, ground.count)
    fields = (
        Field("band_people", "real", tr("Inhabitants of study bands (estimate)")),
        Field("band_people_pct", "real", tr("Share of inhabitants in study bands (%)")),
    )
    return Told(figures, fields, tr("Air: inhabitants of the study bands of “{}”, shared by area.").format(source.name))


def _roofs(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    import numpy

    from ...analysis.crossing import themes, units

    known = HOMES in source.field_names()
    frame, shapes = _located(algorithm, source, ["loss_class", *([HOMES] if known else [])], ground, skips, progress)
    homes = numbers(frame, HOMES, source.name, feedback) if known else numpy.ones(len(frame))
    shares = units.by_point(shapes, ground.cover, progress)
    figures = themes.roofs(shares, numbers(frame, "loss_class", source.name, feedback), homes, ground.count)
    note = tr("Housing: share of the ranked roofs of “{}” in the two warmest classes; units of fewer than 11 households are masked.").format(source.name)  # fmt: skip
    if not known:
        warning = tr("No field “dwellings”: each building counts as one household, sheds and garages too. Masking is then too weak to publish.")  # fmt: skip
        feedback.pushWarning(warning)
        note += " " + warning
    fields = (
        Field("households", "real", tr("Households")),
        Field("roofs_ranked", "integer", tr("Roofs ranked")),
        Field("warm_pct", "real", tr("Roofs of the two warmest classes (%)")),
    )
    return Told(figures, fields, note)


def _carpool_access(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["population", "gap_rank"], ground, skips, progress)
    people = numbers(frame, "population", source.name, feedback)
    by = units.by_measure if source.geometry_type() == Qgis.GeometryType.Polygon else units.by_point
    shares = by(shapes, ground.cover, progress)
    figures = themes.carpool_access(shares, people, frame["gap_rank"].notna().to_numpy(), ground.count)
    fields = (
        Field("carpool_people", "real", tr("Inhabitants of the cells (carpooling)")),
        Field("carpool_unserved", "real", tr("Inhabitants without a carpool area in time")),
        Field("carpool_unserved_pct", "real", tr("Share without a carpool area in time (%)")),
    )
    return Told(figures, fields, tr("Carpooling: inhabitants of “{}” without an area in time; cells shared by area.").format(source.name))  # fmt: skip


def _carpool_potential(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["potential_users"], ground, skips, progress)
    users = numbers(frame, "potential_users", source.name, feedback)
    shares = units.by_point(shapes, ground.cover, progress)
    figures = themes.carpool_potential(shares, users, ground.inhabitants, ground.count)
    fields = (
        Field("carpool_areas", "integer", tr("Carpool areas")),
        Field("carpool_users", "real", tr("Carpoolers, potential (a day)")),
        Field("carpool_users_per_1000", "real", tr("Potential carpoolers for 1,000 inhabitants")),
    )
    return Told(figures, fields, tr("Carpooling: potential users of the areas of “{}” in the unit, wherever they live.").format(source.name))  # fmt: skip


def _cycle_access(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["population", "low_share_pct"], ground, skips, progress)
    people, share = (numbers(frame, name, source.name, feedback) for name in ("population", "low_share_pct"))
    by = units.by_measure if source.geometry_type() == Qgis.GeometryType.Polygon else units.by_point
    figures = themes.cycle_access(by(shapes, ground.cover, progress), people, share, ground.count)
    fields = (
        Field("cycle_people", "real", tr("Inhabitants of the cells (cycling)")),
        Field("low_share_pct", "real", tr("Part reached on calm streets, mean of inhabitants (%)")),
    )
    return Told(figures, fields, tr("Cycling: what the inhabitants of “{}” reach on calm streets, cells shared by area; the less, the more is to be done.").format(source.name))  # fmt: skip


def _cycle_stress(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    import shapely

    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["lts"], ground, skips, progress)
    shares = units.by_measure(shapes, ground.cover, progress)
    stress = numbers(frame, "lts", source.name, feedback)
    figures = themes.cycle_stress(shares, shapely.length(shapes), stress, ground.count)
    fields = (
        Field("streets_km", "real", tr("Streets of known stress (km)")),
        Field("stressful_km", "real", tr("Streets of stress 3 or 4 (km)")),
        Field("stressful_pct", "real", tr("Share of stress 3 or 4 (%)")),
    )
    return Told(figures, fields, tr("Cycling: length of the streets of “{}” of stress 3 or 4, cut by the units.").format(source.name))  # fmt: skip


def _cycle_facilities(
    algorithm: PcaetAlgorithm, source: VectorInput, ground: Ground, skips: Skips, feedback: QgsProcessingFeedback,
    progress: Callable[[float], None],
) -> Told:  # fmt: skip
    from ...analysis.crossing import themes, units

    frame, shapes = _located(algorithm, source, ["axis_km"], ground, skips, progress)
    kilometres = numbers(frame, "axis_km", source.name, feedback)
    shares = units.by_measure(shapes, ground.cover, progress)
    figures = themes.cycle_facilities(shares, kilometres, ground.inhabitants, ground.count)
    fields = (
        Field("facilities_km", "real", tr("Cycle facilities, by axis (km)")),
        Field("facilities_km_per_1000", "real", tr("Cycle facilities for 1,000 inhabitants (km)")),
    )
    return Told(figures, fields, tr("Cycling: facilities of “{}”, shared by area; the fewer, the more is to be done.").format(source.name))  # fmt: skip


def _air_fields() -> tuple[Field, ...]:
    return (
        Field("air_receptors", "integer", tr("Receptors")),
        Field("air_people", "real", tr("Inhabitants of the receptors")),
        Field("air_exposed", "real", tr("Inhabitants above the 2030 limit of NO2")),
        Field("air_exposed_pct", "real", tr("Share above the 2030 limit of NO2 (%)")),
        Field("no2_ug_m3", "real", tr("NO2, mean (µg/m³)")),
    )


_POLYGON, _LINE, _POINT = Qgis.GeometryType.Polygon, Qgis.GeometryType.Line, Qgis.GeometryType.Point
# The fields that tell a result, its geometry where it matters, and who reads it; the first that fits is taken.
READERS: dict[str, tuple[tuple[tuple[str, ...], Qgis.GeometryType | None, Reader], ...]] = {
    "EXPOSURE": (
        (("no2_ug_m3",), None, _receptors),
        (("mean_ug_m3", "zone", "pollutant", "regime", "population", "exposed", "exposed_pct"), None, _exposure_table),
        (("aadt_class", "population"), _POLYGON, _study_bands),
    ),
    "ROOFS": ((("loss_class",), _POLYGON, _roofs),),
    "CARPOOL": (
        (("gap_rank", "population"), None, _carpool_access),
        (("potential_users",), _POINT, _carpool_potential),
    ),
    "CYCLING": (
        (("low_share_pct", "population"), None, _cycle_access),
        (("lts",), _LINE, _cycle_stress),
        (("axis_km",), _POLYGON, _cycle_facilities),
    ),
}  # fmt: skip
