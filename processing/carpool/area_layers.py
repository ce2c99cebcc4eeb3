# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers of carpool places carry: fields, names of the problems, and a style that shows where to look."""

from __future__ import annotations

from qgis.core import QgsMarkerSymbol, QgsRuleBasedRenderer, QgsVectorLayer

from ...i18n import tr
from ..schema_problems import schema_problem_names
from ..writing import Field


def area_fields() -> tuple[Field, ...]:
    """The national columns as they were read, then what is proposed."""
    return (
        Field("area_id", "text", tr("Place")),
        *(Field(name, "text", alias) for name, alias in national_aliases().items()),
        Field("insee_location", "text", tr("INSEE code of the commune it stands in")),
        Field("commune_location", "text", tr("Commune it stands in")),
        Field("insee_agrees", "integer", tr("INSEE code and location agree")),
        Field("duplicate_of", "text", tr("Repeats the place")),
        Field("duplicate_m", "real", tr("Distance to the place it repeats (m)")),
        Field("proposed_insee", "text", tr("INSEE code, proposed")),
        Field("proposed_type", "text", tr("Type, proposed")),
        Field("proposed_date_maj", "text", tr("Date, proposed")),
        Field("proposed_ouvert", "text", tr("Open, proposed")),
        Field("proposed_source", "text", tr("SIREN of the producer, proposed")),
        Field("proposed_nbre_pl", "integer", tr("Parking places, proposed")),
        Field("proposed_nbre_pmr", "integer", tr("Places for disabled people, proposed")),
        Field("proposed_duree", "integer", tr("Longest stay, proposed (min)")),
        Field("proposed_lumiere", "text", tr("Lit at night, proposed")),
        Field("proposed_lon", "real", tr("Longitude, proposed (°)")),
        Field("proposed_lat", "real", tr("Latitude, proposed (°)")),
        Field("position", "text", tr("How the coordinates were read")),
        Field("problems", "integer", tr("Errors and warnings")),
        Field("problem_text", "text", tr("What was found")),
        Field("usable", "integer", tr("Usable: open, and repeats no other")),
        Field("line", "integer", tr("Line of the file")),
        Field("file", "text", tr("File")),
        Field("schema", "text", tr("Version of the schema")),
    )


def national_aliases() -> dict[str, str]:
    """A name for each column of the national schema."""
    return {
        "id_lieu": tr("National identifier"),
        "id_local": tr("Producer's identifier"),
        "nom_lieu": tr("Name"),
        "ad_lieu": tr("Address"),
        "com_lieu": tr("Commune as written"),
        "insee": tr("INSEE code as written"),
        "type": tr("Type as written"),
        "date_maj": tr("Date as written"),
        "ouvert": tr("Open, as written"),
        "source": tr("SIREN of the producer as written"),
        "Xlong": tr("Longitude as written"),
        "Ylat": tr("Latitude as written"),
        "nbre_pl": tr("Parking places as written"),
        "nbre_pmr": tr("Places for disabled people as written"),
        "duree": tr("Longest stay as written (min)"),
        "horaires": tr("Opening hours"),
        "proprio": tr("Owner"),
        "lumiere": tr("Lit at night, as written"),
        "comm": tr("Comment"),
    }


def report_fields() -> tuple[Field, ...]:
    """One row per anomaly."""
    return (
        Field("file", "text", tr("File")),
        Field("line", "integer", tr("Line of the file")),
        Field("id", "text", tr("Place")),
        Field("column", "text", tr("Column")),
        Field("value", "text", tr("Value as written")),
        Field("problem", "text", tr("Problem")),
        Field("severity", "text", tr("Severity")),
        Field("sentence", "text", tr("What was found")),
        Field("proposed", "text", tr("Proposed value")),
    )


def problem_names() -> dict[str, str]:
    """What each rule found, for the log."""
    return {
        **schema_problem_names(),
        "missing_column": tr("columns the schema requires are missing"),
        "column_name": tr("columns under another name"),
        "extra_column": tr("columns the schema does not have"),
        "cells": tr("lines with more or fewer cells than the first"),
        "minimum": tr("numbers below the schema's limit"),
        "maximum": tr("numbers above the schema's limit"),
        "siren_key": tr("SIREN with a wrong key"),
        "swapped": tr("longitude and latitude swapped"),
        "lambert_93": tr("coordinates in Lambert-93"),
        "lambert_93_swapped": tr("coordinates in Lambert-93, north before east"),
        "no_position": tr("places without a position in France"),
        "few_decimals": tr("coordinates with few decimals"),
        "insee_is_postal_code": tr("INSEE codes that are the postal code of the address"),
        "insee_unknown": tr("INSEE codes that no commune of the layer has"),
        "insee_differs": tr("INSEE codes of another commune"),
        "outside_communes": tr("places in no commune of the layer"),
        "duplicate": tr("places that repeat another"),
        "future_date": tr("dates in the future"),
        "stale_date": tr("dates more than five years old"),
        "closed": tr("closed places"),
        "no_capacity": tr("places whose parking capacity is not known"),
        "lost_accents": tr("texts that lost their accents"),
    }


def style_areas(layer: QgsVectorLayer) -> None:
    """Usable places, those to check, those left out of sums: by colour and by shape, for whoever sees no colours."""
    rules = QgsRuleBasedRenderer.Rule(None)
    for expression, label, name, colour in (
        ('"usable" = 0', tr("closed, or repeats another"), "cross_fill", "#8c8c8c"),
        ('"usable" = 1 AND "problems" > 0', tr("to check"), "triangle", "#d95f02"),
        ("ELSE", tr("nothing to check"), "circle", "#1b9e77"),
    ):
        symbol = QgsMarkerSymbol.createSimple(
            {"name": name, "color": colour, "outline_color": "#ffffff", "outline_width": "0.2", "size": "3"}
        )
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, label))
    layer.setRenderer(QgsRuleBasedRenderer(rules))
