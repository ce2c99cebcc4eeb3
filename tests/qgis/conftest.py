# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS with our provider, and small layers made in memory."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from atlas_pcaet.ui.context import PlanContext
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

STATUS = pytest.StashKey[int]()


class RecordingFeedback(QgsProcessingFeedback):
    """Keeps what was said; cancels at the n-th question when asked to."""

    def __init__(self, cancel_at: int | None = None) -> None:
        super().__init__()
        self.messages: list[str] = []
        self.questions = 0
        self.cancel_at = cancel_at

    def pushInfo(self, info):
        self.messages.append(info)

    def pushWarning(self, warning):
        self.messages.append(warning)

    def reportError(self, error, fatal=False):
        self.messages.append(error)

    def isCanceled(self):
        self.questions += 1
        return self.cancelled

    @property
    def cancelled(self) -> bool:
        return self.cancel_at is not None and self.questions >= self.cancel_at

    @property
    def text(self) -> str:
        return "\n".join(self.messages)


def pytest_sessionfinish(session, exitstatus):
    session.config.stash[STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """Leave with the status of the tests, before Python takes its modules apart.

    PyQGIS never lets go of an exception that went through C++: the frames it keeps hold layers, and those crash when they
    are deleted after QGIS. The real qgis_process, which leaves by itself, is watched by tests/e2e.
    """
    status = config.stash.get(STATUS, None)
    if status is not None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@pytest.fixture(scope="session", autouse=True)
def nothing_outlives_qgis(qgis_app):
    """Layers left in reference cycles (an exception kept with its frame) must go before QGIS does, or Python crashes."""
    yield
    QgsProject.instance().clear()
    gc.collect()


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    from atlas_pcaet.processing.provider import PcaetProvider

    provider = PcaetProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def run(provider) -> Callable[..., tuple[dict[str, Any], RecordingFeedback]]:
    """Run an algorithm of ours in this process; returns its results and what it said."""

    def run_algorithm(name: str, parameters: dict[str, Any], cancel_at: int | None = None):
        feedback = RecordingFeedback(cancel_at)
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"pcaet:{name}")
        fine, message = algorithm.checkParameterValues(parameters, context)
        if not fine:
            raise QgsProcessingException(message)
        results, success = algorithm.run(parameters, context, feedback, catchExceptions=False)
        if not success and not feedback.cancelled:  # what is raised while preparing is only reported
            raise QgsProcessingException(feedback.text)
        return results, feedback

    return run_algorithm


@pytest.fixture
def layer(qgis_app) -> Callable[..., QgsVectorLayer]:
    """A memory layer from rows (WKT or None, then attributes)."""

    def make(kind: str, fields: list[str], rows: list[tuple], crs: str = "EPSG:2154", name: str = "couche"):
        definition = "&".join(f"field={field}" for field in fields)
        address = f"{kind}?{definition}" + (f"&crs={crs}" if crs else "")
        made = QgsVectorLayer(address, name, "memory")
        assert made.isValid()
        if not crs:
            from qgis.core import QgsCoordinateReferenceSystem

            made.setCrs(QgsCoordinateReferenceSystem())
        features = []
        for wkt, *values in rows:
            feature = QgsFeature(made.fields())
            if wkt is not None:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature.setAttributes(values)
            features.append(feature)
        assert made.dataProvider().addFeatures(features)[0]
        made.updateExtents()
        return made

    return make


@pytest.fixture
def plan_context(plan, qgis_new_project) -> Iterator[PlanContext]:
    """What the docks share about the open plan: the ``plan`` of the file of tests, opened in a new project."""
    made = PlanContext()
    made.open(plan)
    yield made
    made.close()
    QgsProject.instance().clear()
