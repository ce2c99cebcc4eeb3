# SPDX-License-Identifier: GPL-2.0-or-later
"""What is looked at to find official data: layers of the project, and the files of a folder, opened and never changed."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
)

from ..provenance import without_password
from .table_reading import text_of

if TYPE_CHECKING:
    from ...analysis.territory.official_data import Candidate, OfficialData

SUFFIXES = {".gpkg", ".shp", ".geojson", ".json", ".fgb", ".csv", ".tsv", ".txt", ".dbf", ".tab", ".gml", ".pbf", ".osm", ".parquet", ".xlsx", ".ods"}  # fmt: skip
MOST_FILES = 2_000
MOST_ROWS = 200_000  # rows read to date a layer or to find its codes
BIG = 300_000_000  # bytes: a text file beyond is dated by its name only
DEPTH = 6
NEAR_KM = 50.0  # a weather station farther from the territory is elsewhere: a choice of ours
KM_IN_DEGREE = 111.2


@dataclass
class Looked:
    """The candidates, and the files that could not be opened or were too many."""

    candidates: list[Candidate] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True)
class Territory:
    """Where the territory is (EPSG:4326), and its commune codes; both may be empty."""

    extent: QgsRectangle | None
    shape: QgsGeometry | None
    codes: frozenset[str]


def folder_files(folder: str) -> Iterator[Path]:
    """The files that may be data, under ``folder``; hidden ones and sidecars are left out."""
    root = Path(folder)
    for here, folders, files in os.walk(root):
        depth = len(Path(here).relative_to(root).parts)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not f.endswith(".gdb")) if depth < DEPTH else []  # fmt: skip
        names = {name.casefold() for name in files}
        for name in sorted(files):
            path = Path(here) / name
            suffix = path.suffix.casefold()
            # The attributes of a shapefile are not a table of their own.
            if suffix == ".dbf" and f"{path.stem}.shp".casefold() in names:
                continue
            if suffix in SUFFIXES and not name.startswith((".", "~")):
                yield path


def look_at_folder(
    folder: str, datasets: Sequence[OfficialData], territory: Territory, now: int, progress: Callable[[float], None]
) -> Looked:  # fmt: skip
    """Every layer of every file of ``folder``; ``progress`` takes 0 to 1 and may raise ``Cancelled``."""
    looked = Looked()
    files = []
    for path in folder_files(folder):
        if len(files) == MOST_FILES:
            looked.stopped = True
            break
        files.append(path)
    for rank, path in enumerate(files):
        progress(rank / len(files))
        shown = str(path.relative_to(folder))
        written = _text_table(path, shown, datasets, territory, now)
        if written is not None:
            looked.candidates.append(written)
            continue
        found = False
        for uri, name in _layers(path):
            layer = QgsVectorLayer(uri, name, "ogr")
            if layer.isValid() and layer.fields().count():
                found = True
                small = path.stat().st_size <= BIG
                looked.candidates.append(candidate(layer, shown, name, datasets, territory, now, small))
        if not found:
            looked.unreadable.append(shown)
    return looked


def _text_table(
    path: Path, place: str, datasets: Sequence[OfficialData], territory: Territory, now: int
) -> Candidate | None:  # fmt: skip
    """A table in a .txt file, which GDAL does not open; None for any other file or for a text that is no table."""
    if path.suffix.casefold() != ".txt":
        return None
    import csv

    from ...analysis.territory import official_data as official
    from ...analysis.territory.codes import normal_code

    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        header = file.readline().rstrip("\r\n")
        delimiter = max(";,\t|", key=header.count)
        fields = tuple(name.strip().strip('"') for name in header.split(delimiter))
        known = len(fields) >= 3 and any(official.recognise(d, fields, path.name) for d in datasets)
        if not known:
            return None
        rows = list(islice(csv.DictReader(file, fieldnames=list(fields), delimiter=delimiter), MOST_ROWS))
    years = {}
    for name in official.dated_fields(datasets, fields, path.name):
        found = [year for row in rows if (year := official.year_in(str(row.get(name) or ""), now))]
        if found:
            years[name] = max(found)
    coded = official.coded_fields(datasets, fields, path.name)[:1]
    codes = {normal_code(str(row.get(name) or "")) for row in rows for name in coded}
    share, elsewhere = (_share_of_codes(territory, codes) if codes else None) or (None, False)
    unplaced = False
    station = official.station_fields(datasets, fields, path.name)
    if station:
        cells = ([str(row.get(name) or "") for name in station] for row in rows)
        elsewhere, unplaced = _station_place(territory, cells)
    return official.Candidate(place, path.name, fields, tuple(years.items()), share, elsewhere, unplaced)


def _layers(path: Path) -> list[tuple[str, str]]:
    """(uri, name) of each layer of a file; the name of the file where it has only one."""
    parts = QgsProviderRegistry.instance().querySublayers(str(path))
    parts = [part for part in parts if part.type() == Qgis.LayerType.Vector]
    if len(parts) <= 1:
        return [(parts[0].uri() if parts else str(path), path.name)]
    return [(part.uri(), part.name()) for part in parts]


def candidate(
    layer: QgsVectorLayer, place: str, name: str, datasets: Sequence[OfficialData], territory: Territory, now: int, read: bool
) -> Candidate:  # fmt: skip
    """What a layer is, with its years and how much of the territory it covers; ``read`` is False for a very large file."""
    from ...analysis.territory import official_data as official

    fields = [f.name() for f in layer.fields()]
    dated = official.dated_fields(datasets, fields, name) if read else []
    coded = official.coded_fields(datasets, fields, name)[:1] if read and territory.codes else []
    years: dict[str, int] = {}
    codes: set[str] = set()
    if dated or coded:
        _read(layer, dated, coded, years, codes, now)
    share, elsewhere = _share(layer, territory, codes if coded else set())
    unplaced = False
    station = official.station_fields(datasets, fields, name)
    if station and not layer.isSpatial():
        elsewhere, unplaced = _station_place(territory, _cells(layer, station) if read else ())
    return official.Candidate(place, name, tuple(fields), tuple(years.items()), share, elsewhere, unplaced)


def _cells(layer: QgsVectorLayer, names: Sequence[str]) -> Iterator[list[str]]:
    """The texts of some fields, empty for a name that is empty, of the first rows."""
    positions = [layer.fields().lookupField(name) if name else -1 for name in names]
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setLimit(MOST_ROWS)
    request.setSubsetOfAttributes([position for position in positions if position >= 0])
    for feature in layer.getFeatures(request):
        yield ["" if position < 0 else text_of(feature[position]) for position in positions]


def _station_place(territory: Territory, rows: Iterable[Sequence[str]]) -> tuple[bool, bool]:
    """(elsewhere, place unknown) of weather stations, rows of (code, latitude, longitude).

    A station is that of the territory within :data:`NEAR_KM` of it, or without coordinates in one of its départements.
    """
    from ...analysis.numbers import parse_number
    from ...analysis.territory.official_data import departement, station_commune

    if territory.extent is None and not territory.codes:
        return False, False
    stations = {tuple(row) for row in rows}
    points = {(parse_number(row[1]), parse_number(row[2])) for row in stations if row[1] and row[2]}
    points = {point for point in points if all(map(math.isfinite, point))}
    if points and territory.extent is not None:
        return not any(_near(territory.extent, *point) for point in points), False
    places = {departement(code) for row in stations if (code := station_commune(row[0]))}
    if places and territory.codes:
        return not places & {departement(code) for code in territory.codes}, False
    return False, True


def _near(extent: QgsRectangle, latitude: float, longitude: float) -> bool:
    """Within :data:`NEAR_KM` of an extent in degrees."""
    high = NEAR_KM / KM_IN_DEGREE
    wide = high / max(math.cos(math.radians(latitude)), 0.1)
    return (
        extent.xMinimum() - wide <= longitude <= extent.xMaximum() + wide
        and extent.yMinimum() - high <= latitude <= extent.yMaximum() + high
    )


def _read(
    layer: QgsVectorLayer, dated: Sequence[str], coded: Sequence[str], years: dict[str, int], codes: set[str], now: int
) -> None:  # fmt: skip
    """The latest year of each field and the commune codes, from the first rows."""
    from ...analysis.territory.codes import normal_code
    from ...analysis.territory.official_data import year_in

    positions = {name: layer.fields().lookupField(name) for name in (*dated, *coded)}
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setLimit(MOST_ROWS)
    request.setSubsetOfAttributes(list(positions.values()))
    for feature in layer.getFeatures(request):
        for name in dated:
            year = year_in(text_of(feature[positions[name]]), now)
            if year:
                years[name] = max(year, years.get(name, year))
        for name in coded:
            codes.add(normal_code(text_of(feature[positions[name]])))


def _share(layer: QgsVectorLayer, territory: Territory, codes: set[str]) -> tuple[float | None, bool]:
    """The share of the territory covered (of its codes, else by extents), and whether the layer is elsewhere."""
    by_codes = _share_of_codes(territory, codes) if codes else None
    if by_codes is not None:
        return by_codes
    if territory.extent is None or not layer.isSpatial() or not layer.crs().isValid():
        return None, False
    extent = layer.extent()
    if extent.isNull():
        return None, False
    try:
        here = to_degrees(layer.crs()).transformBoundingBox(extent)
    except QgsCsException:
        return None, False
    meets = territory.shape.intersects(here) if territory.shape is not None else here.intersects(territory.extent)
    return (None, False) if meets else (0.0, True)


def _share_of_codes(territory: Territory, codes: set[str]) -> tuple[float, bool] | None:
    """The share of the commune codes found; elsewhere when none is of the same départements."""
    from ...analysis.territory.official_data import departement

    if not territory.codes:
        return None
    near = {departement(code) for code in territory.codes} & {departement(code) for code in codes}
    return len(territory.codes & codes) / len(territory.codes), not near


def to_degrees(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    """The transformation to longitudes and latitudes."""
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    return QgsCoordinateTransform(crs, wgs84, QgsProject.instance().transformContext())


def layer_place(layer: QgsVectorLayer) -> str:
    """Where a layer of the project comes from, without password."""
    return without_password(layer.publicSource())


def found_by_layers(
    layers: Sequence[Any], datasets: Sequence[OfficialData], territory: Territory, now: int
) -> list[Candidate]:  # fmt: skip
    """The vector layers of the project or of a list, looked at in the main thread."""
    return [
        candidate(layer, layer_place(layer), layer.name(), datasets, territory, now, True)
        for layer in layers
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.fields().count()
    ]
