# SPDX-License-Identifier: GPL-2.0-or-later
"""What each of our results says of a territory: the figure a council would ask for, never a count of receptors or contours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsMapLayer

from ...analysis.errors import noop

if TYPE_CHECKING:
    import numpy
    import pandas

Values = Callable[["pandas.DataFrame"], "numpy.ndarray"]
LEAST_ROOFS = 11  # a share of fewer roofs would tell of one home


@dataclass(frozen=True)
class ResultFigure:
    """One figure of a result: ``amount`` of each feature, added up; over ``of`` where it is a mean (``per_cent``: a share).

    ``columns`` must be in the layer, ``unless`` must not. ``kind`` is how it is printed: number, people, km, t, ug, pct
    or traffic. ``least`` is the smallest ``of`` that may be told. ``whole``: a polygon belongs to one page.
    """

    sentence: str
    kind: str
    columns: tuple[str, ...]
    amount: Values
    of: Values | None = None
    unless: str = ""
    bounds: tuple[str, str] | None = None
    least: float = 0
    whole: bool = False
    telling: int = 1  # the higher, the sooner the summary for the council shows it


def numbers(frame: pandas.DataFrame, column: str) -> numpy.ndarray:
    """A column as floats (n,), NaN where there is no value."""
    import pandas

    return pandas.to_numeric(frame[column], errors="coerce").to_numpy(dtype="float64", na_value=float("nan"))


def _column(name: str, factor: float = 1.0) -> Values:
    return lambda frame: numbers(frame, name) * factor


def _weighted(name: str, weight: str) -> Values:
    return lambda frame: numbers(frame, name) * numbers(frame, weight)


def _weight(name: str, weight: str) -> Values:
    """The weights of the features that have a value."""
    return lambda frame: numbers(frame, weight) + 0 * numbers(frame, name)


def _known(name: str) -> Values:
    return lambda frame: 1 + 0 * numbers(frame, name)


def _count(frame: pandas.DataFrame) -> numpy.ndarray:
    import numpy

    return numpy.ones(len(frame))


def _traffic(frame: Any) -> numpy.ndarray:
    """Vehicle-kilometres a day."""
    found: numpy.ndarray = numbers(frame, "aadt") * frame.geometry.length.to_numpy() / 1000
    return found


def _warm(frame: pandas.DataFrame) -> numpy.ndarray:
    """1 for a roof of the two warmest classes present, as in the ranking of roofs to visit."""
    import numpy

    classes = numbers(frame, "loss_class")
    top = numpy.nanmax(classes) if numpy.isfinite(classes).any() else numpy.nan
    return numpy.where(numpy.isnan(classes), numpy.nan, (classes >= top - 1).astype(float))


def _stress(low: int, high: int) -> Values:
    def km(frame: Any) -> numpy.ndarray:
        import numpy

        stress = numbers(frame, "lts")
        length = frame.geometry.length.to_numpy() / 1000
        return numpy.where(numpy.isnan(stress), numpy.nan, length * ((stress >= low) & (stress <= high)))

    return km


def _without_area(frame: pandas.DataFrame) -> numpy.ndarray:
    import numpy

    return numpy.where(frame["nearest_area"].isna().to_numpy(), numbers(frame, "population"), 0.0)


def _new_sites(frame: pandas.DataFrame) -> numpy.ndarray:
    found: numpy.ndarray = (frame["status"].astype(object) == "new").to_numpy().astype(float)
    return found


WARM = ResultFigure(
    noop("roofs of the two warmest classes"), "pct", ("loss_class",), _warm, _known("loss_class"), least=LEAST_ROOFS, whole=True,
    telling=3,
)  # fmt: skip
CHANGE = ResultFigure(noop("change of the NOx of the traffic"), "t", ("nox_change_kg_yr",), _column("nox_change_kg_yr", 1e-3), telling=3)  # fmt: skip

# By algorithm. One that is here and whose columns are not gives no figure: contours, catchments that overlap, flows.
RESULTS: dict[str, tuple[ResultFigure, ...]] = {
    "preparetraffic": (ResultFigure(noop("traffic"), "traffic", ("aadt",), _traffic),),
    "roademissions": (
        ResultFigure(noop("NOx of the traffic"), "t", ("nox_kg_yr",), _column("nox_kg_yr", 1e-3), telling=3),
        ResultFigure(noop("CO₂ of the traffic"), "t", ("co2_kg_yr",), _column("co2_kg_yr", 1e-3), telling=2),
    ),
    "roaddispersion": (
        ResultFigure(
            noop("NO₂, mean weighted by dwellings"), "ug", ("no2_ug_m3", "dwellings"), _weighted("no2_ug_m3", "dwellings"),
            _weight("no2_ug_m3", "dwellings"), whole=True, telling=3,
        ),
        ResultFigure(
            noop("NO₂, mean of the points computed"), "ug", ("no2_ug_m3",), _column("no2_ug_m3"), _known("no2_ug_m3"),
            unless="dwellings", whole=True, telling=2,
        ),
    ),
    "trafficscenario": (
        CHANGE,
        ResultFigure(
            noop("change of NO₂, mean"), "ug", ("no2_change_ug_m3",), _column("no2_change_ug_m3"), _known("no2_change_ug_m3"),
            whole=True, telling=2,
        ),
    ),
    "roofheatloss": (WARM,), "joindpe": (WARM,), "retrofitpriority": (WARM,), "roofflux": (WARM,),
    "hotspots": (), "thermalnormalise": (), "materialflows": (), "cyclenetworkstats": (), "actioneffects": (),
    "carpoolcatchment": (
        ResultFigure(
            noop("inhabitants without a carpooling area in reach"), "people", ("population", "nearest_area"), _without_area, telling=3,
        ),
    ),
    "carpooldemand": (ResultFigure(noop("potential users"), "people", ("potential_users",), _column("potential_users"), telling=2),),
    "carpoolimpact": (
        ResultFigure(
            noop("CO₂ avoided"), "t", ("co2_kg_yr", "co2_low_kg_yr", "co2_high_kg_yr"), _column("co2_kg_yr", 1e-3),
            bounds=("co2_low_kg_yr", "co2_high_kg_yr"), telling=2,
        ),
    ),
    "importcarpoolareas": (ResultFigure(noop("carpooling areas"), "number", ("area_id",), _count),),
    "carpoolsiting": (ResultFigure(noop("new areas proposed"), "number", ("area_id", "status"), _new_sites),),
    "cyclestress": (
        ResultFigure(noop("streets of stress 1 or 2"), "km", ("lts",), _stress(1, 2), telling=2),
        ResultFigure(noop("streets of stress 3 or 4"), "km", ("lts",), _stress(3, 4)),
    ),
    "cycleaccess": (
        ResultFigure(
            noop("places reached at low stress, mean weighted by inhabitants"), "pct", ("low_share_pct", "population"),
            _weighted("low_share_pct", "population"), _weight("low_share_pct", "population"), telling=2,
        ),
    ),
    "crossterritory": (
        ResultFigure(
            noop("units with a need and no action"), "number", ("need_without_action",), _column("need_without_action"), whole=True,
            telling=4,
        ),
    ),
}  # fmt: skip

# Their features are found where they were looked for: a territory outside is not known to have none.
COVERING = frozenset(
    ("preparetraffic", "roademissions", "roaddispersion", "trafficscenario", "corridorbands", "roofheatloss", "joindpe",
     "retrofitpriority", "roofflux", "hotspots", "carpoolcatchment", "cyclestress", "cycleaccess", "crossterritory")
)  # fmt: skip


def maker(layer: QgsMapLayer) -> str:
    """The algorithm of ours that made ``layer``, without prefix; empty for another layer."""
    history = layer.metadata().history()
    name = history[0].split(",")[0].strip() if history else ""
    return str(name.removeprefix("pcaet:")) if name.startswith("pcaet:") else ""


def result_figures(algorithm: str, names: set[str]) -> list[ResultFigure] | None:
    """The figures of a result whose columns are ``names``; None for an algorithm that is not in the table."""
    if algorithm not in RESULTS:
        return None
    return [
        figure
        for figure in RESULTS[algorithm]
        if names.issuperset(figure.columns) and (not figure.unless or figure.unless not in names)
    ]
