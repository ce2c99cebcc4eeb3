# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of 10,000 actions and 100,000 places in PostGIS, on a server of this machine: copied there, back, opened, written.

The limit is GDAL's own copy of the same tables from the database into a GeoPackage, without rules, journal or check.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import bench_docks
import measure

measure.plugin_package()
sys.path.append(str(measure.ROOT / "tests" / "shared"))
CONNECTION, SCHEMA, CHANGED = "banc", "pcaet_banc", 1_000
ADDRESS = f"postgres:{CONNECTION}/{SCHEMA}"


def large_plan() -> Path:
    """The plan of ``bench_docks``, made once."""
    measure.DATA.mkdir(parents=True, exist_ok=True)
    file = measure.DATA / "plan_large.gpkg"
    if not file.exists():
        bench_docks.make_plan(file)
    return file


@contextmanager
def server(*, filled: bool = True) -> Iterator[Any]:
    """A throw-away server with its connection in QGIS, and the plan in it."""
    from throwaway_postgres import PORT, throwaway_postgres

    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(measure.DATA / "profile")
    application = measure.start_qgis()
    from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsSettings

    with throwaway_postgres() as made:
        uri = QgsDataSourceUri()
        uri.setConnection(str(made.folder), PORT, "postgres", "postgres", "")
        metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
        metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), CONNECTION)
        for key, value in (("username", "postgres"), ("saveUsername", "true")):
            QgsSettings().setValue(f"PostgreSQL/connections/{CONNECTION}/{key}", value)
        if filled:
            to_database()
        yield made, application


def to_database() -> None:
    from atlas_pcaet.processing.plan.plan_in_database import NewPlan, create_in_database
    from atlas_pcaet.records.plan_address import PlanAddress
    from atlas_pcaet.records.plan_copy import rows_as_wkb
    from atlas_pcaet.records.plan_file import open_plan

    with closing(open_plan(large_plan())) as plan:
        new = NewPlan(PlanAddress.of(ADDRESS), "banc", "EPSG", 2154, False)
        create_in_database(new, rows_as_wkb(plan))


def case_gdal_copies_the_tables() -> float:
    from osgeo import gdal

    gdal.UseExceptions()
    target = measure.DATA / "tables.gpkg"
    target.unlink(missing_ok=True)
    with server() as (made, _application):
        from throwaway_postgres import PORT

        source = f"PG:host={made.folder} port={PORT} user=postgres dbname=postgres schemas={SCHEMA}"
        return measure.seconds_of(lambda: gdal.VectorTranslate(str(target), source, format="GPKG"))


def case_from_the_database() -> float:
    from atlas_pcaet.cartography.plan_database import PlanDatabase
    from atlas_pcaet.processing.plan_copies import copy_from_database
    from atlas_pcaet.records.plan_address import PlanAddress

    target = measure.DATA / "retour.gpkg"
    target.unlink(missing_ok=True)
    with server():
        return measure.seconds_of(lambda: copy_from_database(PlanDatabase(PlanAddress.of(ADDRESS)), target))


def case_to_the_database() -> float:
    large_plan()
    with server(filled=False):
        return measure.seconds_of(to_database)


def case_write_back_1000_actions() -> float:
    from atlas_pcaet.processing.plan_copies import PlanCopies
    from atlas_pcaet.records.plan_file import open_plan, transaction

    with server():
        copies = PlanCopies()
        with closing(open_plan(copies.local(ADDRESS))) as plan, transaction(plan, "banc"):
            plan.execute(f"UPDATE action SET status = 'realise' WHERE fid <= {CHANGED}")
        seconds = measure.seconds_of(copies.bring_back)
        copies.close()
        return seconds


def case_index_of_the_docks() -> float:
    from atlas_pcaet.records.index import RecordIndex
    from atlas_pcaet.ui.plan_reader import reader_of

    with server():

        def read() -> None:
            RecordIndex.build(reader_of(ADDRESS, print).asked)

        return measure.seconds_of(read)


if __name__ == "__main__":
    measure.main(__file__, "A plan in PostGIS", "gdal_copies_the_tables")
    shutil.rmtree(measure.DATA / "profile", ignore_errors=True)
