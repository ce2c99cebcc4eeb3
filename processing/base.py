# SPDX-License-Identifier: GPL-2.0-or-later
"""What every algorithm of the plugin shares: libraries asked for first, inputs read, skips counted, errors in a sentence."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingUtils,
)
from qgis.PyQt.QtGui import QIcon

from ..analysis.errors import Cancelled, DataError, noop
from ..i18n import tr
from ..records.errors import RecordError
from ..records.plan_address import SCHEME
from . import provenance, reading, writing
from .environment import libraries
from .plan_copies import PlanCopies

if TYPE_CHECKING:
    import geopandas
    import pandas

GEOMETRIES = {
    QgsProcessing.SourceType.VectorPoint: Qgis.GeometryType.Point,
    QgsProcessing.SourceType.VectorLine: Qgis.GeometryType.Line,
    QgsProcessing.SourceType.VectorPolygon: Qgis.GeometryType.Polygon,
}
ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
DOCUMENTATION = "https://example.org/atlas-pcaet/docs"
LISTED = 500  # ids written in full in the log; beyond, their number
# Pages of the documentation (French) that do not bear the theme's own name.
PAGES = {
    "territory": "territoire", "environment": "environnement", "housing": "habitat", "carpool": "covoiturage", "network": "covoiturage", "cycling": "velo",
    "crossing": "croisement",
}  # fmt: skip


class StoredStyle(QgsProcessingLayerPostProcessorInterface):
    """Shows a result with the style and the provenance of its file: Processing loads layers without them."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.loadDefaultStyle()
        layer.loadDefaultMetadata()
        layer.triggerRepaint()

    @classmethod
    def create(cls) -> StoredStyle:
        """One that lives until its layer is loaded: QGIS owns the C++ object only, and forgets the Python half."""
        processor = cls()
        _ALIVE.append(processor)
        return processor


_ALIVE: deque[StoredStyle] = deque(maxlen=256)


class Skips:
    """Features left out of a run: each is reported with its layer, id and reason, and counted once."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self.feedback = feedback
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._seen: set[tuple[str, Any]] = set()

    def add(self, layer: str, ids: Sequence[Any], reason: str) -> None:
        """Report the features ``ids`` of ``layer`` left out for ``reason`` (a translated sentence without full stop)."""
        fresh = [fid for fid in ids if (layer, fid) not in self._seen]
        if not fresh:
            return
        self._seen.update((layer, fid) for fid in fresh)
        self._reasons[layer, reason] += len(fresh)
        shown = ", ".join(str(fid) for fid in fresh[:LISTED])
        more = tr(" and {} others").format(len(fresh) - LISTED) if len(fresh) > LISTED else ""
        self.feedback.pushWarning(
            tr("Layer “{layer}”: {count} features left out, {reason}: {ids}{more}.").format(
                layer=layer, count=len(fresh), reason=reason, ids=shown, more=more
            )
        )

    @property
    def count(self) -> int:
        return len(self._seen)

    def notes(self) -> list[str]:
        """One line per layer and reason, for the metadata."""
        return [
            tr("{count} features of “{layer}” left out: {reason}.").format(count=count, layer=layer, reason=reason)
            for (layer, reason), count in self._reasons.items()
        ]


class PcaetAlgorithm(QgsProcessingAlgorithm):
    """Base class. A theme's algorithm declares its parameters with help, and computes in :meth:`compute`."""

    REQUIRES: tuple[str, ...] = libraries.GEOMETRY
    GROUP_ID = ""

    def __init__(self) -> None:
        super().__init__()
        self._inputs: dict[str, reading.VectorInput] = {}
        self._traces: list[provenance.InputTrace] = []
        self._parameters: dict[str, Any] = {}
        self._plans = PlanCopies()

    def createInstance(self) -> PcaetAlgorithm:
        return type(self)()

    def groupId(self) -> str:
        return self.GROUP_ID

    def group(self) -> str:
        return group_name(self.GROUP_ID)

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        own = ICONS / f"{self.name()}.svg"
        return str(own if own.exists() else ICONS / "atlas_pcaet.svg")

    def helpUrl(self) -> str:
        return f"{DOCUMENTATION}/{PAGES.get(self.GROUP_ID, self.GROUP_ID)}#{self.name()}"

    def declare(self, parameter: QgsProcessingParameterDefinition, help_text: str, *, advanced: bool = False) -> None:
        """Add ``parameter`` with its help."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def declare_skipped(self) -> None:
        """Add the output ``SKIPPED``."""
        self.addOutput(QgsProcessingOutputNumber("SKIPPED", tr("Features left out")))

    def canExecute(self) -> tuple[bool, str]:
        problem = libraries.first_problem(self.REQUIRES)
        return not problem, problem

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        problem = libraries.first_problem(self.REQUIRES)
        if problem:
            raise QgsProcessingException(problem)
        self._parameters = {key: _readable(value) for key, value in parameters.items()}
        for definition in self.parameterDefinitions():
            if isinstance(definition, QgsProcessingParameterFeatureSource):
                self._prepare_input(definition, parameters, context)
        return True

    def _prepare_input(
        self, definition: QgsProcessingParameterFeatureSource, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        key = definition.name()
        given = parameters.get(key) not in (None, "")
        source = reading.vector_input(self, parameters, key, context) if given else None
        if source is not None:
            _check_geometry(definition, source)
            self._inputs[key] = source
        elif given or not definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
            raise QgsProcessingException(self.invalidSourceError(parameters, key))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            results = self.compute(parameters, context, feedback)
            written = self._plans.bring_back()
            if written:
                feedback.pushInfo(tr("Written into the database: {} rows.").format(written))
            return self._plans.addresses(results)
        except Cancelled:
            feedback.pushInfo(tr("Cancelled: nothing was written."))
            return {}
        except (DataError, RecordError) as error:
            raise QgsProcessingException(tr(error.sentence).format(**error.facts)) from error
        finally:
            self._plans.close()
            keep_proj_context()

    def parameterAsFile(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """The file given; for the address of a plan in a database, a copy of it, whose changes are written back after
        the run. Raises ``RecordError`` when the database does not answer."""
        text = super().parameterAsFile(parameters, name, context)
        return self._plans.local(text) if text.startswith(SCHEME) else text

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compute and write; may raise ``DataError`` and ``Cancelled``."""
        raise NotImplementedError

    def has(self, key: str) -> bool:
        """True when the optional vector parameter ``key`` was given."""
        return key in self._inputs

    def input(self, key: str) -> reading.VectorInput:
        """The vector parameter ``key``, resolved."""
        return self._inputs[key]

    def read(
        self, key: str, columns: Sequence[str], skips: Skips, progress: Callable[[float], None]
    ) -> geopandas.GeoDataFrame:
        """The layer ``key`` with ``columns``; what could not be used is reported, what was repaired is said."""
        return self.read_source(self._inputs[key], columns, skips, progress)

    def read_source(
        self, source: reading.VectorInput, columns: Sequence[str], skips: Skips, progress: Callable[[float], None]
    ) -> geopandas.GeoDataFrame:
        """The same for an input that is not a parameter of its own."""
        frame = source.frame([c for c in columns if c], progress)
        for kind, reason in (("null", tr("no geometry")), ("broken", tr("geometry that cannot be repaired"))):
            skips.add(source.name, [fid for fid, why in source.bad if why == kind], reason)
        if source.repaired:
            skips.feedback.pushInfo(
                tr(
                    "Layer “{layer}”: {count} invalid geometries repaired for the computation; the layer is unchanged."
                ).format(layer=source.name, count=len(source.repaired))
            )
        digest = reading.fingerprint(frame, progress)
        address = provenance.without_password(source.address)
        self._traces.append(provenance.InputTrace(source.key, source.name, address, source.read_count, digest))
        return frame

    def work_crs(
        self,
        parameters: dict[str, Any],
        key: str,
        frame: geopandas.GeoDataFrame,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Any:
        """The CRS distances are computed in: the first input's if it measures metres, else the parameter ``key``."""
        if reading.measures_metres(frame.crs, tuple(frame.total_bounds)):
            return frame.crs
        chosen: QgsCoordinateReferenceSystem = self.parameterAsCrs(parameters, key, context)
        if not chosen.isValid():
            raise DataError(noop("The computation CRS is not valid. Choose a projected one, for example EPSG:2154."))
        crs = reading.pyproj_crs(chosen)
        projected = frame.to_crs(crs)
        if not reading.measures_metres(crs, tuple(projected.total_bounds), chosen=True):
            raise DataError(
                noop(
                    "Distances cannot be measured in {crs} where the layers lie. Choose a projected CRS in metres of the territory (EPSG:2154 in mainland France)."
                ),
                crs=chosen.authid() or chosen.description(),
            )
        feedback.pushInfo(tr("Distances are computed in {}.").format(chosen.authid()))
        return crs

    def write(
        self,
        parameters: dict[str, Any],
        key: str,
        frame: pandas.DataFrame,
        output: writing.Output,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        """Write ``frame`` to the vector destination ``key``; returns the source of the written layer."""
        # A cell left empty in the batch dialog is a destination without a name: a temporary layer, as in the other dialog.
        wanted = self.parameterAsOutputLayer(parameters, key, context) or QgsProcessingUtils.generateTempFilename(f"{key.lower()}.gpkg")  # fmt: skip
        source, other_name = writing.write(frame, wanted, output, context)
        if other_name:
            feedback.pushWarning(
                tr("“{wanted}” is open elsewhere: the result is in “{written}”.").format(
                    wanted=wanted, written=other_name
                )
            )
        loaded = context.layersToLoadOnCompletion()
        if wanted in loaded and source != wanted:
            loaded[source] = loaded.pop(wanted)
            context.setLayersToLoadOnCompletion(loaded)
        self.shown_as_stored(source, context)
        return source

    def shown_as_stored(self, source: str, context: QgsProcessingContext) -> None:
        """Have the layer ``source``, if it is to be loaded, take the style and provenance of its file."""
        if source in context.layersToLoadOnCompletion():
            context.layerToLoadOnCompletionDetails(source).setPostProcessor(StoredStyle.create())

    def metadata(self, title: str, method: str, notes: Sequence[str], crs: Any = None) -> Any:
        """Provenance of this run for one output; ``crs`` is the pyproj CRS it is written in."""
        return provenance.layer_metadata(
            title=title,
            algorithm=f"pcaet:{self.name()}",
            parameters=self._parameters,
            inputs=self._traces,
            method=method,
            notes=notes,
            crs=QgsCoordinateReferenceSystem.fromWkt(crs.to_wkt()) if crs is not None else None,
        )


def keep_proj_context() -> None:
    """Keep the PROJ context of this thread as long as QGIS runs.

    pyproj 3.7.0 to 3.7.2 keep its address with the thread, and free it with Python's state of the thread (pyproj, issue
    1622); a thread of QGIS's pool gets a new state for each task. The next task would use what was freed, and take QGIS down.
    """
    module = sys.modules.get("pyproj._context")
    manager = module.get_context_manager() if hasattr(module, "get_context_manager") else None
    if manager is not None:
        _PROJ_CONTEXTS[id(manager)] = manager


_PROJ_CONTEXTS: dict[int, Any] = {}


def _check_geometry(definition: QgsProcessingParameterFeatureSource, source: reading.VectorInput) -> None:
    """Refuse points where lines are asked for: the dialog filters its list, a script or a batch does not."""
    kind = source.geometry_type()
    accepted = {GEOMETRIES[wanted] for wanted in definition.dataTypes() if wanted in GEOMETRIES}
    if not accepted or len(accepted) != len(definition.dataTypes()) or kind in accepted:
        return
    names = {
        Qgis.GeometryType.Point: tr("points"),
        Qgis.GeometryType.Line: tr("lines"),
        Qgis.GeometryType.Polygon: tr("polygons"),
        Qgis.GeometryType.Null: tr("no geometry"),
    }
    if kind in names:
        raise QgsProcessingException(
            tr("The layer “{layer}” has {found}; “{parameter}” needs {wanted}. Choose another layer.").format(
                layer=source.name,
                found=names[kind],
                parameter=definition.description(),
                wanted=tr(" or ").join(names[k] for k in sorted(accepted)),
            )
        )


def progress_within(feedback: QgsProcessingFeedback, start: float, end: float) -> Callable[[float], None]:
    """A callable (0…1) that moves the bar between two percentages and raises ``Cancelled`` once asked to stop."""

    def progress(fraction: float) -> None:
        if feedback.isCanceled():
            raise Cancelled
        feedback.setProgress(start + (end - start) * fraction)

    return progress


def group_name(group_id: str) -> str:
    """The translated name of a theme."""
    return {
        "environment": tr("Environment"),
        "territory": tr("Territory"),
        "air": tr("Air along traffic corridors"),
        "housing": tr("Housing: roof thermography"),
        "network": tr("Road network"),
        "carpool": tr("Carpool areas"),
        "cycling": tr("Cycle routes"),
        "plan": tr("Action plan"),
        "crossing": tr("Crossing the themes"),
        "atlas": tr("Atlas"),
    }[group_id]


def _readable(value: Any) -> Any:
    """A parameter value as it may be stored: layers by name and address without password."""
    if hasattr(value, "publicSource"):
        return value.publicSource()
    if hasattr(value, "authid"):
        return value.authid()
    if isinstance(value, (list, tuple)):
        return [_readable(item) for item in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return provenance.without_password(value) if isinstance(value, str) else value
    return str(value)
