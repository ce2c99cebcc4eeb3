# SPDX-License-Identifier: GPL-2.0-or-later
"""The links to one layer, checked: each with its state, the features it may be, and what accepting one would write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ...i18n import tr
from ...records.links import KnownLink
from ...records.relinking import (
    AMBIGUOUS,
    FORM,
    KEY,
    LOST,
    MOVED,
    NEAREST,
    OVERLAP,
    VARIANT,
    Candidate,
    Compared,
    Features,
    Resolution,
    Verdict,
    proposal_id,
)
from .linked_layers import LinkedLayer, same_address

Progress = Callable[[float], None]


@dataclass
class Proposal:
    """What accepting it writes: ``link`` becomes the one to the feature ``fid`` of ``layer``."""

    id: str
    link: KnownLink
    layer: LinkedLayer
    candidate: Candidate
    sentence: str

    @property
    def fid(self) -> int:
        return self.layer.fids[self.candidate.feature]

    @property
    def key_value(self) -> str | None:
        return self.layer.keys[self.candidate.feature]


@dataclass
class CheckedLink:
    """A link with its verdict, a point of its geometry (or None) and what is proposed for it."""

    link: KnownLink
    verdict: Verdict
    sentence: str
    point: Any = None
    proposals: list[Proposal] = field(default_factory=list)
    applied: bool = False

    @property
    def state(self) -> str:
        return "ok" if self.applied else self.verdict.state


def without_layer(links: list[KnownLink], sentence: str) -> list[CheckedLink]:
    """The links whose layer is gone: lost, their copy of the geometry stays."""
    points = representative_points(copies(links))
    return [CheckedLink(link, Verdict(LOST), sentence, point) for link, point in zip(links, points, strict=True)]


def copies(links: list[KnownLink]) -> Any:
    """The copies of the geometries (n,), in two dimensions, mended as those of a layer are; null where there is none."""
    import numpy as np
    import shapely

    from ..reading import polygonal

    shapes = shapely.force_2d(
        shapely.from_wkb(np.array([link.wkb for link in links], dtype=object), on_invalid="ignore")
    )
    for position in np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_valid(shapes))):
        mended = shapely.make_valid(shapes[position])
        shapes[position] = polygonal(mended) if links[position].kind == "polygon" else mended
    shapes[shapely.is_empty(shapes)] = None
    return shapes


def representative_points(shapes: Any) -> Any:
    """A point of each geometry (n,), null where it is."""
    import shapely

    return shapely.point_on_surface(shapes)


def check(
    links: list[KnownLink], layer: LinkedLayer, least: float, distance: float, progress: Progress
) -> list[CheckedLink]:
    """Check ``links``, all of one origin, against ``layer``; ``progress`` takes 0 to 1 and may raise ``Cancelled``."""
    import numpy as np
    import shapely

    from ...analysis.place_matching import candidates, form_digests

    shapes = copies(links)
    there = ~shapely.is_missing(shapes)
    if layer.features is None:
        layer.features = Features(layer.keys, form_digests(layer.shapes, lambda part: progress(0.3 * part)), layer.fids)
    known = iter(form_digests(shapes[there], lambda part: progress(0.3 + 0.2 * part)))
    forms = [next(known) if present else None for present in there]
    keyed = layer.origin.key_field is not None
    keys = [link.key_value if keyed else None for link in links]
    resolution = Resolution(layer.features, keys, forms, [link.fid for link in links])
    resolution.compared(_compared(resolution, shapes, layer.shapes, there, distance))
    progress(0.6)
    searched = np.array([position for position in resolution.to_search if there[position]], dtype=int)
    place, feature, score = candidates(
        shapes[searched], layer.shapes, distance, least, lambda part: progress(0.6 + 0.35 * part)
    )
    found = zip(searched[place].tolist(), feature.tolist(), score.tolist(), strict=True)
    resolution.searched(found, lambda position: links[position].kind == "point")
    points = representative_points(shapes)
    stale = " ".join(_stale(links[0], layer)) if links else ""  # of one origin: the same for all
    made = [_checked(link, resolution.verdicts[n], layer, points[n], stale, forms[n]) for n, link in enumerate(links)]
    progress(1.0)
    return made


def _compared(resolution: Resolution, shapes: Any, features: Any, there: Any, distance: float) -> list[Compared]:
    """The pairs that the key finds and the form does not, in their order."""
    import numpy as np

    from ...analysis.place_matching import compare

    pairs = np.array(resolution.to_compare, dtype=int).reshape(-1, 2)
    results = [Compared(False, False, 0.0)] * len(pairs)
    usable = np.flatnonzero(there[pairs[:, 0]])
    compared = compare(shapes[pairs[usable, 0]], features[pairs[usable, 1]], distance)
    for row, same, moved, score in zip(usable, compared.same, compared.moved, compared.score, strict=True):
        results[row] = Compared(bool(same), bool(moved), float(score))
    return results


def _checked(
    link: KnownLink, verdict: Verdict, layer: LinkedLayer, point: Any, stale: str, form: bytes | None
) -> CheckedLink:
    sentences = (_found_sentence(link, verdict, layer), stale)
    checked = CheckedLink(link, verdict, " ".join(filter(None, sentences)), point)
    wanted = () if verdict.state == "ok" and not stale else verdict.candidates
    assert layer.features is not None or not wanted
    for candidate in wanted:
        key = layer.keys[candidate.feature]
        new = (key, layer.features.forms[candidate.feature])
        identifier = proposal_id(link.uuid, (link.key_value, form or b""), new, layer.origin.source)
        checked.proposals.append(Proposal(identifier, link, layer, candidate, checked.sentence))
    return checked


def _stale(link: KnownLink, layer: LinkedLayer) -> list[str]:
    """What the link says of its layer that no longer holds."""
    said = []
    if link.layer.key_field and link.layer.key_field != layer.origin.key_field:
        said.append(
            tr("The key field “{old}” is now “{new}”.").format(old=link.layer.key_field, new=layer.origin.key_field)
            if layer.origin.key_field
            else tr("The layer has no field “{}” any more, and no other that holds the keys.").format(
                link.layer.key_field
            )
        )
    if not same_address(link.layer.source, layer.origin.source):
        said.append(tr("The layer is now “{}”.").format(layer.origin.name))
    return said


def _found_sentence(link: KnownLink, verdict: Verdict, layer: LinkedLayer) -> str:
    if verdict.state == "ok":
        return ""
    if verdict.state == LOST:
        return tr("Nothing in the layer has this key, this form, nor enough of this place in common.")
    if verdict.state == AMBIGUOUS:
        return _ambiguous_sentence(verdict)
    first = verdict.candidates[0]
    share = f"{first.score:.0%}"
    new = layer.keys[first.feature] or tr("feature {}").format(layer.fids[first.feature])
    if verdict.rule == KEY:
        if verdict.state == MOVED:
            return tr("Same key and form, elsewhere.")
        return tr("Same key, another form ({} in common).").format(share)
    if verdict.rule == VARIANT:
        return tr("The key “{old}” is now written “{new}” ({share} in common).").format(
            old=link.key_value, new=new, share=share
        )
    if verdict.rule == FORM:
        return tr("Same form under another key: “{}”.").format(new)
    if verdict.rule == NEAREST:
        return tr("The key is gone; “{}” is the nearest.").format(new)
    return tr("The key is gone; “{new}” has {share} of this place in common.").format(new=new, share=share)


def _ambiguous_sentence(verdict: Verdict) -> str:
    return {
        FORM: tr("{count} features have this form.").format(count=len(verdict.candidates)),
        KEY: tr("The key is on several features, or on one that is elsewhere while another has the form."),
        VARIANT: tr("The key, written otherwise, is on several features or on one that is elsewhere."),
        OVERLAP: tr("Several features have as much of this place in common."),
        NEAREST: tr("Several features are as near."),
    }[verdict.rule]
