# SPDX-License-Identifier: GPL-2.0-or-later
"""Import of 6,082 actions of real lengths (the number of ADEME's open data), beside plain OGR inserts of the same rows.

Titles follow the quantiles of 100 real ones (median 72, longest 252 characters); one action in ten has a description,
up to 16,718 characters as in ``Fiches_Action.csv``; a number in 1,371 of 6,082, one sector and one holder each.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import measure

ACTIONS, NUMBERED, LONGEST = 6082, 1371, 16_718
TARGET = 10.0  # seconds, issue 8
QUANTILES = (19, 39, 53, 72, 93, 113, 150, 252)
WORDS = [
    "mobilité",
    "rénovation",
    "logement",
    "énergie",
    "climat",
    "déchets",
    "agriculture",
    "haies",
    "bâtiments",
    "communes",
    "sensibiliser",
    "développer",
    "étudier",
    "accompagner",
]
SECTORS = ("Déchets", "Agriculture", "Eau", "Tourisme", "Développement économique")


def _text(chance: random.Random, length: int) -> str:
    words = ""
    while len(words) < length:
        words += chance.choice(WORDS) + " "
    return words[:length].strip().capitalize()


def _rows() -> list[dict[str, object]]:
    """Always the same actions."""
    chance = random.Random(8)
    rows = []
    for n in range(ACTIONS):
        low = chance.randrange(len(QUANTILES) - 1)
        title = f"{_text(chance, chance.randint(QUANTILES[low], QUANTILES[low + 1]) - 6)} {n:05d}"
        number = f"Fiche {n} - " if chance.random() < NUMBERED / ACTIONS else ""
        long = int(LONGEST * chance.random() ** 4) if chance.random() < 638 / ACTIONS else 0
        rows.append(
            {"title": f"{number}{title}"[:300], "description": _text(chance, long), "sector": chance.choice(SECTORS)}
        )
    return rows


def _source(folder: Path) -> Path:
    """A CSV of ``Fiches_Action``, in thirty plans."""
    import csv

    file = folder / "Fiches_Action.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(
            [
                "Id_action",
                "Id_demarche",
                "Nom_demarche",
                "Intitule_action",
                "Description_action",
                "Secteur",
                "Type_de_porteur",
            ]
        )
        for n, row in enumerate(_rows()):
            writer.writerow(
                [n, n % 30, f"PCAET {n % 30}", row["title"], row["description"], row["sector"], "Collectivité porteuse"]
            )
    return file


def _plan(folder: Path) -> Path:
    measure.plugin_package()
    from atlas_pcaet.records.plan_file import PlanCrs, create_plan

    create_plan(folder / "plan.gpkg", "Mesure", PlanCrs("EPSG", 2154, "Lambert-93", 'PROJCS["RGF93 / Lambert-93"]'))
    return folder / "plan.gpkg"


def _in_folder(work) -> float:  # noqa: ANN001 - a case
    measure.DATA.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=measure.DATA))
    try:
        return work(folder)
    finally:
        shutil.rmtree(folder)


def case_import() -> float:
    """The file read and merged into an empty plan: actions, axes, tags, journal."""

    def work(folder: Path) -> float:
        file, plan = _source(folder), _plan(folder)
        from atlas_pcaet.records.importing.merge import Options, import_sources
        from atlas_pcaet.records.plan_file import open_plan
        from atlas_pcaet.records.reading.formats import read

        def run() -> None:
            with closing(open_plan(plan)) as connection:
                outcome = import_sources(connection, read(file), Options())
            assert outcome.created == ACTIONS

        seconds = measure.seconds_of(run)
        assert seconds <= TARGET, f"{seconds:.1f} s for {TARGET} s asked"
        return seconds

    return _in_folder(work)


def case_import_again() -> float:
    """The same file a second time: nothing changes."""

    def work(folder: Path) -> float:
        file, plan = _source(folder), _plan(folder)
        from atlas_pcaet.records.importing.merge import Options, import_sources
        from atlas_pcaet.records.plan_file import open_plan
        from atlas_pcaet.records.reading.formats import read

        def run() -> None:
            with closing(open_plan(plan)) as connection:
                import_sources(connection, read(file), Options())

        run()
        return measure.seconds_of(run)

    return _in_folder(work)


def case_plain_ogr() -> float:
    """The same actions and tags inserted by OGR in tables without rules, journal or reading."""

    def work(folder: Path) -> float:
        from osgeo import ogr

        rows = _rows()

        def run() -> None:
            source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "nu.gpkg"))
            source.StartTransaction()
            actions = source.CreateLayer("action", None, ogr.wkbNone)
            tags = source.CreateLayer("action_tag", None, ogr.wkbNone)
            for layer, names in (
                (actions, ("uuid", "title", "description", "axis_uuid")),
                (tags, ("action_uuid", "domain", "label")),
            ):
                for name in names:
                    layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
            for n, row in enumerate(rows):
                feature = ogr.Feature(actions.GetLayerDefn())
                for name, value in (
                    ("uuid", str(n)),
                    ("title", row["title"]),
                    ("description", row["description"]),
                    ("axis_uuid", str(n % 30)),
                ):
                    feature.SetField(name, value)
                actions.CreateFeature(feature)
                for domain, label in (("sector", row["sector"]), ("holder_type", "Collectivité porteuse")):
                    tag = ogr.Feature(tags.GetLayerDefn())
                    for name, value in (("action_uuid", str(n)), ("domain", domain), ("label", label)):
                        tag.SetField(name, value)
                    tags.CreateFeature(tag)
            source.CommitTransaction()

        return measure.seconds_of(run)

    return _in_folder(work)


if __name__ == "__main__":
    if os.environ.get("ATLAS_PCAET_SHOW"):
        print(json.dumps(sorted(len(str(row["title"])) for row in _rows())[:: ACTIONS // 8]))
    measure.main(__file__, "Import of 6,082 actions of real lengths", limit="plain_ogr")
