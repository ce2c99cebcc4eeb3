# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:attachfeatures``: an action attached to places on the map."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)

from ...analysis.errors import Cancelled, DataError, noop
from ...i18n import tr
from ...records.actions import find
from ...records.links import Place, attach
from .. import preferences
from ..base import PcaetAlgorithm, Skips
from ..expressions import chosen_by
from ..reading import layer_name
from .captured_places import KINDS, captured_place, source_layer
from .plan_access import plan_help, plan_parameter, writing

ROLES = ["localise", "concerne", "realise", "compte"]


class AttachFeatures(PcaetAlgorithm):
    """Link features of a layer to an action."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, ACTION, LAYER, EXPRESSION = "PLAN", "ACTION", "LAYER", "EXPRESSION"
    KEY_FIELD, ROLE, ATTACHED, ALREADY = "KEY_FIELD", "ROLE", "ATTACHED", "ALREADY"

    def name(self) -> str:
        return "attachfeatures"

    def displayName(self) -> str:
        return tr("Attach features to an action")

    def tags(self) -> list[str]:
        return ["PCAET", tr("action"), tr("places"), tr("link")]

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "Links features of a layer to an action: the layer's address, the value of a business key, and a copy of the "
            "geometry in the plan's CRS, which stays when the layer is moved or removed.\n\n"
            "Without a key field the feature id is kept, which a layer may give to another feature later: choose a key "
            "(id_local, cleabs, insee…) whenever there is one. Of several features with one key only the first is attached; the "
            "others are skipped, and said."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        action = QgsProcessingParameterString(self.ACTION, tr("Action"))
        self.declare(action, tr("Number, identifier or title of an action of the plan."))
        layer = QgsProcessingParameterVectorLayer(self.LAYER, tr("Layer"), [QgsProcessing.SourceType.VectorAnyGeometry])
        self.declare(layer, tr("Points, lines or polygons, in any CRS."))
        expression = QgsProcessingParameterExpression(self.EXPRESSION, tr("Which features"), None, self.LAYER, True)
        self.declare(expression, tr("An expression that chooses the features; empty, all of them."))
        key = QgsProcessingParameterField(
            self.KEY_FIELD, tr("Key field"), None, self.LAYER, QgsProcessingParameterField.DataType.Any, False, True
        )
        self.declare(key, tr("A stable identifier of the feature, by which it is found again after an update."))
        role = QgsProcessingParameterEnum(self.ROLE, tr("Role"), ROLES, False, "concerne", True, True)
        self.declare(role, tr("localise, concerne, realise or compte: what the place is to the action."))
        self.addOutput(QgsProcessingOutputNumber(self.ATTACHED, tr("Features attached")))
        self.addOutput(QgsProcessingOutputNumber(self.ALREADY, tr("Features attached already")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        layer = self.parameterAsVectorLayer(parameters, self.LAYER, context)
        if layer is None:
            raise DataError(noop("The layer of the features to attach cannot be loaded."))
        key = self.parameterAsString(parameters, self.KEY_FIELD, context)
        if not key:
            feedback.pushWarning(
                tr("Layer “{}”: without a key field, features are known by their id and geometry only.").format(
                    layer.name()
                )
            )
        elif layer.fields().lookupField(key) < 0:
            raise DataError(
                noop("The layer “{layer}” has no field “{field}”. Choose the key field among: {fields}."),
                layer=layer.name(), field=key, fields=", ".join(layer.fields().names()) or "–",
            )  # fmt: skip
        skips = Skips(feedback)
        request = self._request(layer, chosen_by(self, parameters, self.EXPRESSION, context))
        with writing(self.parameterAsFile(parameters, self.PLAN, context), context) as plan:
            action = find(plan, "action", self.parameterAsString(parameters, self.ACTION, context))
            source = source_layer(layer, key)
            crs = QgsCoordinateReferenceSystem(plan.execute("SELECT crs FROM plan").fetchone()[0])
            places = self._places(layer, request, key, crs, context, feedback, skips)
            role = self.parameterAsEnumString(parameters, self.ROLE, context) or "concerne"
            kind = KINDS.get(layer.geometryType(), "")
            done, already = attach(plan, action, kind, source, places, role, preferences.author())
        return {self.ATTACHED: done, self.ALREADY: already, "SKIPPED": skips.count}

    def _request(self, layer: QgsVectorLayer, expression: str) -> QgsFeatureRequest:
        request = QgsFeatureRequest()
        if expression:
            request.setFilterExpression(expression)
            scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
            request.setExpressionContext(QgsExpressionContext(scopes))
        return request

    def _places(
        self,
        layer: QgsVectorLayer,
        request: QgsFeatureRequest,
        key: str,
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> list[Place]:
        transform = QgsCoordinateTransform(layer.crs(), crs, context.transformContext())
        places, keys = [], set()
        for feature in layer.getFeatures(request):
            if feedback.isCanceled():
                raise Cancelled
            place = captured_place(feature, key, transform)
            if place is None:
                skips.add(layer.name(), [feature.id()], tr("no geometry, or one that cannot be reprojected"))
            elif place.key_value is not None and place.key_value in keys:
                reason = tr(
                    "the key “{}” is the one of a feature before it: only the first is attached, choose a key that is unique"
                )
                skips.add(layer.name(), [feature.id()], reason.format(place.key_value))
            else:
                places.append(place)
                keys.add(place.key_value)
        if not places:
            raise DataError(
                noop("No feature of the layer “{layer}” is chosen by the expression."), layer=layer_name(layer)
            )
        return places
