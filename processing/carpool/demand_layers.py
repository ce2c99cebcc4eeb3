# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers and the log of the carpool demand say: fields, where people come from, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import NULL, Qgis, QgsFeatureRequest

from ...i18n import tr
from ..writing import Field

if TYPE_CHECKING:
    import pandas

    from ...analysis.carpool.flows import Flows
    from ..reading import Progress, VectorInput

BLOCK = 50_000
NAMED = 5  # origins written for an area
SHOWN = 10


def demand_fields() -> tuple[Field, ...]:
    """What an area gains; “Effect of carpool areas” takes potential_users, distance_km and detour_km."""
    return (
        Field("potential_workers", "real", tr("Workers by car who pass near (a day)")),
        Field("potential_users", "real", tr("Carpoolers, potential (a day)")),
        Field("distance_km", "real", tr("Way from the area to work (km)")),
        Field("detour_km", "real", tr("Detour (km)")),
        Field("detour_min", "real", tr("Detour (min)")),
        Field("access_min", "real", tr("From home to the area (min)")),
        Field("cars_left", "real", tr("Cars left in the area (a day)")),
        Field("places_needed", "integer", tr("Parking places needed")),
        Field("capacity_used", "real", tr("Parking places, as read")),
        Field("tension", "real", tr("Cars left for one place")),
        Field("origins", "text", tr("Main origins")),
        Field("reliability", "text", tr("Reliability of the flows")),
        Field("remark", "text", tr("Remark")),
    )


def origin_fields() -> tuple[Field, ...]:
    """A line from a commune to an area."""
    return (
        Field("area", "text", tr("Area")),
        Field("origin", "text", tr("Commune of residence (code)")),
        Field("origin_name", "text", tr("Commune of residence")),
        Field("workers", "real", tr("Workers by car who pass near (a day)")),
        Field("users", "real", tr("Carpoolers, potential (a day)")),
        Field("share_pct", "real", tr("Share of the area's potential (%)")),
        Field("reliability", "text", tr("Reliability of the flows")),
    )


def flow_fields() -> tuple[Field, ...]:
    """A line from a commune of residence to a commune of work."""
    return (
        Field("origin", "text", tr("Commune of residence (code)")),
        Field("destination", "text", tr("Commune of work (code)")),
        Field("origin_name", "text", tr("Commune of residence")),
        Field("destination_name", "text", tr("Commune of work")),
        Field("workers", "real", tr("Workers by car (a day)")),
        Field("reliability", "text", tr("Reliability of the flows")),
    )


def reliability(workers: Any) -> list[str | None]:
    """INSEE's caution for small flows, in words; nothing where there is no flow."""
    from ...analysis.carpool.flows import SMALL_FLOW

    words = tr("with caution: fewer than 200 workers"), tr("200 workers or more")
    return [words[int(value >= SMALL_FLOW)] if value > 0 else None for value in workers]


def main_origins(names: Sequence[str], shares: Sequence[float]) -> str:
    """“Lillers 45 %, Béthune 30 %, others 25 %”, from shares (0 to 1) in decreasing order."""
    said = [f"{name} {100 * share:.0f}\u202f%" for name, share in zip(names[:NAMED], shares[:NAMED], strict=True)]
    if len(names) > NAMED:
        said.append(tr("others {} %").format(f"{100 * sum(shares[NAMED:]):.0f}"))
    return ", ".join(said)


def left_out_names() -> dict[str, str]:
    """Why a flow is not used, in words."""
    return {
        "unreadable": tr("the number of workers is not a number"),
        "outside": tr("no end in the layer of communes"),
        "other_mode": tr("not by car"),
        "abroad": tr("work abroad"),
        "unknown_origin": tr("the commune of residence is not in the layer"),
        "unknown_destination": tr("the commune of work is not in the layer"),
        "intrazonal": tr("residence and work in the same commune"),
    }


def flow_notes(flows: Flows) -> list[str]:
    """What the table of flows has, and what of it was left out, in workers and rows."""
    names = left_out_names()
    notes = [
        tr("Flows: {rows} rows read; {flows} flows between two communes, {workers} workers.").format(
            rows=flows.rows, flows=len(flows.table), workers=f"{flows.table['workers'].sum():.0f}"
        )
    ]
    for reason, (workers, rows) in flows.left_out.items():
        notes.append(
            tr("Flows left out, {reason}: {workers} workers ({rows} rows).").format(
                reason=names[reason], workers=f"{workers:.0f}", rows=rows
            )
        )
    if flows.merged:
        notes.append(
            tr("{count} former codes read as the commune of today: {codes}.").format(
                count=len(flows.merged),
                codes=_some([f"{before} → {now}" for before, now in flows.merged.items()]),
            )
        )
    return notes


def unknown_codes(flows: Flows) -> str:
    """The codes that the layer has not, those of most workers first."""
    return _some([f"{code or '–'} ({workers:.0f})" for code, workers in flows.unknown.items()])


def _some(texts: list[str]) -> str:
    return ", ".join(texts[:SHOWN]) + (", …" if len(texts) > SHOWN else "")


def table_blocks(source: VectorInput, columns: dict[str, str], progress: Progress) -> Iterator[pandas.DataFrame]:
    """A table of QGIS, with or without geometry, as blocks of texts named by role; ``columns``: field by role."""
    import pandas

    from ...analysis.carpool.area_file import text_of

    fields = source.source.fields()
    positions = [fields.lookupField(name) for name in columns.values()]
    request = QgsFeatureRequest().setSubsetOfAttributes(positions).setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    total = max(source.source.featureCount(), 1)
    rows: list[list[str]] = []
    read = 0
    for feature in source.source.getFeatures(request):
        rows.append([text_of(_value(feature[position])) for position in positions])
        if len(rows) == BLOCK:
            read += len(rows)
            progress(min(1.0, read / total))
            yield pandas.DataFrame(rows, columns=list(columns), dtype=object)
            rows = []
    if rows:
        yield pandas.DataFrame(rows, columns=list(columns), dtype=object)


def _value(value: Any) -> Any:
    return None if value is None or value == NULL else value
