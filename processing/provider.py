# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing provider ``pcaet``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..cartography import expression_functions
from .air.airexposure import AirExposure
from .air.buildfleet import BuildFleet
from .air.calibrateair import CalibrateAir
from .air.corridorbands import CorridorBands
from .air.fleetimpact import FleetImpact
from .air.preparetraffic import PrepareTraffic
from .air.roaddispersion import RoadDispersion
from .air.roademissions import RoadEmissions
from .air.trafficscenario import TrafficScenario
from .air.windkernel import WindKernel
from .atlas.exportatlas import ExportAtlas
from .base import PcaetAlgorithm
from .carpool.carpoolcatchment import CarpoolCatchment
from .carpool.carpooldemand import CarpoolDemand
from .carpool.carpoolimpact import CarpoolImpact
from .carpool.carpoolsiting import CarpoolSiting
from .carpool.exportcarpoolareas import ExportCarpoolAreas
from .carpool.importcarpoolareas import ImportCarpoolAreas
from .crossing.actioneffects import ActionEffects
from .crossing.checkdata import CheckData
from .crossing.crossterritory import CrossTerritory
from .crossing.emissionsinventory import EmissionsInventory
from .crossing.materialflows import MaterialFlows
from .cycling.cycleaccess import CycleAccess
from .cycling.cyclegaps import CycleGaps
from .cycling.cyclenetworkstats import CycleNetworkStats
from .cycling.cyclepotential import CyclePotential
from .cycling.cycleprojects import CycleProjects
from .cycling.cyclestress import CycleStress
from .cycling.exportcyclefacilities import ExportCycleFacilities
from .cycling.importcyclefacilities import ImportCycleFacilities
from .environment.checkenvironment import CheckEnvironment
from .housing.hotspots import HotSpots
from .housing.joindpe import JoinDpe
from .housing.retrofitpriority import RetrofitPriority
from .housing.roofflux import RoofFlux
from .housing.roofheatloss import RoofHeatLoss
from .housing.thermalnormalise import ThermalNormalise
from .housing.visitsheets import VisitSheets
from .models import load_models
from .network.preparenetwork import PrepareNetwork
from .plan.attachfeatures import AttachFeatures
from .plan.checklinks import CheckLinks
from .plan.compareplans import ComparePlans
from .plan.copyplan import CopyPlan
from .plan.createaction import CreateAction
from .plan.createplan import CreatePlan
from .plan.exportactions import ExportActions
from .plan.exportcollection import ExportCollection
from .plan.freezeplan import FreezePlan
from .plan.importactions import ImportActions
from .plan.importindicators import ImportIndicators
from .plan.indicatorvalue import IndicatorValue
from .plan.planreport import PlanReport
from .plan.storevalue import StoreValue
from .plan.syncplan import SyncPlan
from .plan.updateplan import UpdatePlan
from .territory.demoterritory import DemoTerritoryAlgorithm
from .territory.zonesfromcodes import ZonesFromCodes

ALGORITHMS: tuple[type[PcaetAlgorithm], ...] = (
    CheckEnvironment,
    DemoTerritoryAlgorithm,
    ZonesFromCodes,
    CorridorBands,
    PrepareTraffic,
    BuildFleet,
    RoadEmissions,
    WindKernel,
    RoadDispersion,
    AirExposure,
    CalibrateAir,
    TrafficScenario,
    FleetImpact,
    ThermalNormalise,
    RoofHeatLoss,
    JoinDpe,
    RoofFlux,
    RetrofitPriority,
    VisitSheets,
    HotSpots,
    ImportCarpoolAreas,
    ExportCarpoolAreas,
    PrepareNetwork,
    CarpoolCatchment,
    CarpoolSiting,
    CarpoolDemand,
    CarpoolImpact,
    ImportCycleFacilities,
    ExportCycleFacilities,
    CycleNetworkStats,
    CyclePotential,
    CycleStress,
    CycleGaps,
    CycleAccess,
    CycleProjects,
    CrossTerritory,
    ActionEffects,
    EmissionsInventory,
    MaterialFlows,
    CheckData,
    CreatePlan,
    CopyPlan,
    CreateAction,
    ImportActions,
    AttachFeatures,
    StoreValue,
    ImportIndicators,
    IndicatorValue,
    FreezePlan,
    ComparePlans,
    PlanReport,
    CheckLinks,
    SyncPlan,
    UpdatePlan,
    ExportActions,
    ExportCollection,
    ExportAtlas,
)
ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "atlas_pcaet.svg"


class PcaetProvider(QgsProcessingProvider):
    """All algorithms of the plugin."""

    def load(self) -> bool:
        expression_functions.register()
        QgsApplication.processingRegistry().providerAdded.connect(self._add_models)
        return bool(super().load())

    def unload(self) -> None:
        with suppress(TypeError):
            QgsApplication.processingRegistry().providerAdded.disconnect(self._add_models)
        super().unload()

    def _add_models(self, added: str) -> None:
        """Models look their steps up among the registered algorithms: they load once these are."""
        if added == self.id():
            self.refreshAlgorithms()

    def id(self) -> str:
        return "pcaet"

    def name(self) -> str:
        return "Atlas PCAET"

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        return str(ICON)

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        load_models(self)
