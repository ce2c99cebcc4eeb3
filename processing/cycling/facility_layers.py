# SPDX-License-Identifier: GPL-2.0-or-later
"""What the layers of cycle facilities carry: fields, names of the problems, and a style that tells kinds apart."""

from __future__ import annotations

from ...i18n import tr
from ..schema_problems import schema_problem_names
from ..writing import Field

REALS = ("largeur_d", "largeur_g", "maxspeed_kmh", "adt_veh_day", "width_road_m")
INTEGERS = ("trafic_vit", "d_service", "lanes")


def facility_fields() -> tuple[Field, ...]:
    """The national columns, what the street is, then what was changed and found."""
    return (
        Field("feature", "integer", tr("Feature of the input layer")),
        *(Field(name, _kind(name), alias) for name, alias in {**national_aliases(), **road_aliases()}.items()),
        Field("turned", "integer", tr("Drawn the other way than in the input")),
        Field("length_m", "real", tr("Length (m)")),
        Field("original", "text", tr("Values as they were read, where changed (JSON)")),
        Field("problems", "integer", tr("Errors and warnings")),
        Field("problem_text", "text", tr("What was found")),
    )


def _kind(name: str) -> str:
    return "real" if name in REALS else "integer" if name in INTEGERS else "text"


def national_aliases() -> dict[str, str]:
    """A name for each column of the national schema 0.3.5, in its order."""
    right, left = _side_aliases("d", tr("right")), _side_aliases("g", tr("left"))
    return {
        "id_local": tr("Identifier"),
        "reseau_loc": tr("Local network"),
        "nom_loc": tr("Names of the local routes (JSON array)"),
        "id_osm": tr("OpenStreetMap identifier"),
        "num_iti": tr("Numbers of the routes"),
        **right,
        **left,
        "access_ame": tr("Accessible to"),
        "date_maj": tr("Updated on"),
        "trafic_vit": tr("Speed limit of the traffic (km/h)"),
        "lumiere": tr("Lit"),
        "d_service": tr("Year of opening"),
        "comm": tr("Comment"),
        "source": tr("Producer"),
        "project_c": tr("Projection of the source"),
        "ref_geo": tr("Geographic reference"),
    }


def _side_aliases(side: str, word: str) -> dict[str, str]:
    return {
        f"code_com_{side}": tr("INSEE code, {side}").format(side=word),
        f"ame_{side}": tr("Facility, {side}").format(side=word),
        f"regime_{side}": tr("Traffic rules, {side}").format(side=word),
        f"sens_{side}": tr("Directions, {side}").format(side=word),
        f"largeur_{side}": tr("Width, {side} (m)").format(side=word),
        f"local_{side}": tr("Place, {side}").format(side=word),
        f"statut_{side}": tr("Status, {side}").format(side=word),
        f"revet_{side}": tr("Surface, {side}").format(side=word),
    }


def road_aliases() -> dict[str, str]:
    """The street itself, for stress and statistics."""
    return {
        "highway": tr("Class of street (OpenStreetMap)"),
        "nature": tr("Nature of the road (BD TOPO)"),
        "importance": tr("Importance (BD TOPO)"),
        "name": tr("Name of the street"),
        "lanes": tr("Traffic lanes"),
        "oneway": tr("One-way traffic (yes, -1 against the line, no)"),
        "maxspeed_kmh": tr("Speed limit (km/h)"),
        "parking_d": tr("Parking, right"),
        "parking_g": tr("Parking, left"),
        "adt_veh_day": tr("Traffic (vehicles/day)"),
        "width_road_m": tr("Width of the carriageway (m)"),
        "layer": tr("Level"),
        "other_tags": tr("Other tags (OpenStreetMap)"),
    }


def report_fields() -> tuple[Field, ...]:
    """One row per anomaly."""
    return (
        Field("feature", "integer", tr("Feature of the input layer")),
        Field("id", "text", tr("Identifier")),
        Field("column", "text", tr("Column")),
        Field("value", "text", tr("Value as written")),
        Field("rule", "text", tr("Rule")),
        Field("severity", "text", tr("Severity")),
        Field("sentence", "text", tr("What was found")),
        Field("proposed", "text", tr("Proposed value")),
    )


def problem_names() -> dict[str, str]:
    """What each rule found, for the log."""
    return {
        **schema_problem_names(),
        "missing_column": tr("columns the schema requires have no value"),
        "implausible": tr("numbers that cannot be right"),
        "zero": tr("zeros that stand for a missing value"),
        "unknown_word": tr("texts that say the value is not known"),
        "spelling": tr("values written otherwise than in the schema"),
        "encoding": tr("texts read in a wrong encoding"),
        "array": tr("names that are not in an array"),
        "centimetres": tr("widths in centimetres"),
        "both_sides": tr("texts that hold both sides"),
        "one_side": tr("one value for two sides"),
        "narrow": tr("facilities narrower than recommended"),
        "wide": tr("facilities wider than described"),
        "against_traffic": tr("contraflows on the traffic's own side"),
        "contraflow_two_way": tr("contraflows of two-way streets"),
        "written_twice": tr("greenways written on both sides"),
        "unknown_value": tr("values of tags that are not known"),
        "commune_differs": tr("INSEE codes of another commune than the location"),
        "no_commune": tr("sides in no commune of the layer"),
    }
