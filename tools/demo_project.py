# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS project that shows the layers of the demo, in their order and with the style stored with them.

demo_project.py FOLDER TITLE
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

FOLDER, TITLE = Path(sys.argv[1]).resolve(), sys.argv[2]
LAYERS = (
    ("territoire_fictif.gpkg", "lieux_sensibles_fictifs"),
    ("territoire_fictif.gpkg", "routes_fictives"),
    ("results.gpkg", "projets_velo"),
    ("results.gpkg", "croisement"),
    ("results.gpkg", "chainons_manquants"),
    ("results.gpkg", "amenagements_cyclables"),
    ("results.gpkg", "stress_velo"),
    ("results.gpkg", "sites_covoiturage"),
    ("results.gpkg", "potentiel_covoiturage"),
    ("results.gpkg", "aires_covoiturage"),
    ("results.gpkg", "zones"),
    ("territoire_fictif.gpkg", "batiments_fictifs"),
    ("results.gpkg", "a_visiter"),
    ("results.gpkg", "points_chauds"),
    ("results.gpkg", "deperdition"),
    ("results.gpkg", "scenario_batiments"),
    ("results.gpkg", "concentrations"),
    ("results.gpkg", "courbes_no2"),
    ("results.gpkg", "emissions"),
    ("results.gpkg", "bandes_etude"),
    ("results.gpkg", "sans_aire"),
    ("results.gpkg", "desserte_covoiturage"),
    ("territoire_fictif.gpkg", "population_fictive"),
    ("territoire_fictif.gpkg", "communes"),
    ("results.gpkg", "exposition"),
    ("results.gpkg", "exposition_ppa"),
)


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    project.setTitle(TITLE)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    for file, table in LAYERS:
        layer = QgsVectorLayer(f"{FOLDER / file}|layername={table}", table, "ogr")
        if not layer.isValid():
            raise SystemExit(f"{file}, {table}: not written by the demo")
        layer.setName(layer.metadata().title() or table)
        project.addMapLayer(layer, False)
        project.layerTreeRoot().addLayer(layer)
        if table == "communes":
            view = QgsReferencedRectangle(layer.extent(), layer.crs())
            project.viewSettings().setDefaultViewExtent(view)
    if not project.write(str(FOLDER / "projet.qgz")):
        raise SystemExit("projet.qgz could not be written")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
