# SPDX-License-Identifier: GPL-2.0-or-later
"""A printed document: its layers, its footer, and the PDF written beside, checked, then renamed."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import QDate

from ..analysis.errors import DataError, noop
from ..cartography.atlas_document import AtlasDocument, AtlasError
from ..i18n import tr
from . import provenance


def export_pdf(document: AtlasDocument, output: Path, feedback: QgsProcessingFeedback) -> Path | None:
    """Write beside, then rename; a numbered name beside when the PDF is open elsewhere."""
    if not output.parent.is_dir():
        raise DataError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."),
            folder=str(output.parent),
        )
    try:
        with tempfile.TemporaryDirectory(prefix=".pcaet-", suffix=".part", dir=output.parent) as workshop:
            part = Path(workshop) / "atlas.pdf"
            if not document.export(part, feedback):
                feedback.pushInfo(tr("Cancelled: nothing was written."))
                return None
            _check_whole(part)
            return _rename(part, output, feedback)
    except AtlasError as error:
        raise QgsProcessingException(str(error)) from error
    except OSError as error:
        raise DataError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=output.name,
            reason=error.strerror or str(error),
        ) from error


def _check_whole(pdf: Path) -> None:
    """A PDF ends with %%EOF; Qt does not say when the disk was full."""
    with pdf.open("rb") as stream:
        stream.seek(max(0, pdf.stat().st_size - 1024))
        if b"%%EOF" not in stream.read():
            raise OSError(tr("the file is not whole, the disk may be full"))


def _rename(part: Path, output: Path, feedback: QgsProcessingFeedback) -> Path:
    for number in range(1, 100):
        target = output if number == 1 else output.with_name(f"{output.stem}_{number}{output.suffix}")
        try:
            part.replace(target)
        except PermissionError:  # Windows: a reader holds the file
            continue
        if target != output:
            feedback.pushWarning(
                tr("“{wanted}” is open elsewhere: the result is in “{written}”.").format(wanted=output, written=target)
            )
        return target
    raise OSError(tr("the file and its numbered copies are open elsewhere"))


def sources_of(layers: list[QgsMapLayer]) -> str:
    """The footer: each layer with its producer and date, and the program."""
    parts = []
    for layer in layers:
        history = layer.metadata().history()
        stamp = history[0].rsplit(",", 1)[-1].strip()[:10] if history and history[0].startswith("pcaet:") else ""
        made = QDate.fromString(stamp, "yyyy-MM-dd").toString("dd/MM/yyyy")
        rights = ", ".join(layer.metadata().rights())
        detail = ", ".join(text for text in (rights, made) if text)
        parts.append(f"{layer.name()} ({detail})" if detail else layer.name())
    return tr("Sources: {layers}. Atlas PCAET {version}, {date}.").format(
        layers=tr("; ").join(parts),
        version=provenance.plugin_version(),
        date=QDate.currentDate().toString("dd/MM/yyyy"),
    )


def document_layer(layer: QgsMapLayer, context: QgsProcessingContext) -> QgsMapLayer:
    """A copy for the document; a layer given by its path comes without the style stored with it."""
    clone = layer.clone()
    project = context.project()
    if project is None or project.mapLayer(layer.id()) is None:
        clone.loadDefaultStyle()
        clone.setMetadata(layer.metadata())
    return clone


def document_layers(layers: list[QgsMapLayer], context: QgsProcessingContext) -> list[QgsMapLayer]:
    """Copies of those that can be drawn, each with a name of its own."""
    return distinct([document_layer(layer, context) for layer in layers if layer.isSpatial()])


def to_geometry(shape: Any) -> QgsGeometry:
    import shapely

    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape))
    return geometry


def layer_title(layer: QgsMapLayer) -> str:
    """The name the user gave the layer; for one still named after its file or table, the title of its metadata."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = str(parts.get("layerName") or "")
    if layer.name() not in (Path(str(parts.get("path") or "")).stem, table):
        return str(layer.name())
    return str(layer.metadata().title() or table or layer.name())


def distinct(layers: list[QgsMapLayer]) -> list[QgsMapLayer]:
    """Layers with the same title take a number, so that a page does not show two lines of one name."""
    seen: Counter[str] = Counter()
    for layer in layers:
        title = layer_title(layer)
        seen[title] += 1
        layer.setName(f"{title} ({seen[title]})" if seen[title] > 1 else title)
    return layers
