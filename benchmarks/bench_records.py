# SPDX-License-Identifier: GPL-2.0-or-later
"""10,000 actions written and changed by OGR: the plan with its journal, rules and versions beside the same file without.

Goal (issue 8): on bulk edits the journal costs less than 15 % beside plain OGR inserts. Times are of the processor, for the
disk of a shared machine moves more than the journal does. A plain change by OGR costs a quarter of an insertion, and a
second row in an indexed table already a third of that change: beside plain *changes* no journal kept by triggers can
stay under 15 %; the table says what ours costs there.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import measure

COUNT = 10_000
TEXT = "Développer l'accompagnement des ménages dans la rénovation énergétique de leur logement. " * 8
JOURNAL = ("_inserted", "_updated", "_removed")


def processor_seconds(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


def plan(name: str, dropped: Callable[[str], bool]) -> tuple[Path, str]:
    """A new plan without the triggers that ``dropped`` names, and its uuid."""
    measure.plugin_package()
    from atlas_pcaet.records.plan_file import PlanCrs, create_plan
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    measure.DATA.mkdir(parents=True, exist_ok=True)
    file = measure.DATA / f"journal_{name}.gpkg"
    file.unlink(missing_ok=True)
    made = create_plan(file, "Plan", PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", reference.ExportToWkt()))
    with closing(sqlite3.connect(file)) as connection, connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for trigger in names:
            if not trigger.startswith("rtree_") and dropped(trigger):
                connection.execute(f"DROP TRIGGER {trigger}")
    return file, made


def insert(file: Path, plan_uuid: str) -> float:
    """Seconds of 10,000 CreateFeature in one transaction."""
    from osgeo import gdal, ogr

    gdal.UseExceptions()
    dataset = gdal.OpenEx(str(file), gdal.OF_UPDATE | gdal.OF_VECTOR)
    layer = dataset.GetLayerByName("action")
    same = {
        "plan_uuid": plan_uuid, "description": TEXT, "status": "en_cours", "start_date": "2022", "end_date": "2026",
        "modified_by": "A. B.", "version": 1, "deleted": 0,
    }  # fmt: skip

    def write() -> None:
        dataset.StartTransaction()
        for number in range(COUNT):
            feature = ogr.Feature(layer.GetLayerDefn())
            own = {"uuid": str(uuid.uuid4()), "number": str(number), "title": f"Action {number} de rénovation"}
            for name, value in (same | own).items():
                feature.SetField(name, value)
            layer.CreateFeature(feature)
        dataset.CommitTransaction()

    return processor_seconds(write)


def change(file: Path) -> float:
    """Seconds of 10,000 SetFeature, each of one column, in one transaction."""
    from osgeo import gdal

    dataset = gdal.OpenEx(str(file), gdal.OF_UPDATE | gdal.OF_VECTOR)
    layer = dataset.GetLayerByName("action")
    fids = [feature.GetFID() for feature in layer]

    def write() -> None:
        dataset.StartTransaction()
        for fid in fids:
            feature = layer.GetFeature(fid)
            feature.SetField("status", "realise")
            layer.SetFeature(feature)
        dataset.CommitTransaction()

    return processor_seconds(write)


def everything(_trigger: str) -> bool:
    return True


def nothing(_trigger: str) -> bool:
    return False


def journal(trigger: str) -> bool:
    return trigger.endswith(JOURNAL)


def case_insert_plain_ogr() -> float:
    """The peer: the same tables and indexes, no trigger of ours."""
    return insert(*plan("plain", everything))


def case_insert_rules_only() -> float:
    return insert(*plan("rules", journal))


def case_insert_ours_whole() -> float:
    return insert(*plan("ours", nothing))


def _changed(name: str, dropped: Callable[[str], bool]) -> float:
    file, plan_uuid = plan(name, dropped)
    insert(file, plan_uuid)
    return change(file)


def case_change_plain_ogr() -> float:
    return _changed("plain", everything)


def case_change_rules_only() -> float:
    return _changed("rules", journal)


def case_change_ours_whole() -> float:
    return _changed("ours", nothing)


if __name__ == "__main__":
    measure.main(__file__, "10,000 actions by OGR, in seconds of processor", limit="insert_plain_ogr", repeats=5)
