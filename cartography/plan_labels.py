# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tables and columns of a plan are called in QGIS, and where they stand in the layer tree."""

from __future__ import annotations

from ..i18n import tr

# Top to bottom, as the map draws them: places above the territories they lie in.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("plan", ("plan", "axis")),
    (
        "actions",
        (
            "action", "action_axis", "action_tag", "action_actor", "actor", "budget", "reference", "action_link",
            "attachment",
        ),
    ),
    ("places", ("link_point", "link_line", "link_polygon", "territory", "territory_member")),
    ("indicators", ("indicator", "value", "action_indicator")),
    ("followup", ("milestone", "milestone_row", "collection", "reading", "journal")),
    ("lists", ("ref",)),
)  # fmt: skip

_LINKS = ("link_point", "link_line", "link_polygon")
_FAMILY = dict.fromkeys(_LINKS, "link")


def group_label(group: str) -> str:
    """The name of a sub-group of the plan's layers."""
    return {
        "plan": tr("Plan"),
        "actions": tr("Actions"),
        "places": tr("Places"),
        "indicators": tr("Indicators"),
        "followup": tr("Follow-up"),
        "lists": tr("Lists"),
    }[group]


def table_label(table: str) -> str:
    """The name of the layer of a table."""
    return {
        "plan": tr("Plan"),
        "territory": tr("Territories"),
        "territory_member": tr("Members of territories"),
        "axis": tr("Axes"),
        "action": tr("Actions"),
        "action_axis": tr("Further axes"),
        "action_tag": tr("Tags"),
        "actor": tr("Actors"),
        "action_actor": tr("Actors of actions"),
        "budget": tr("Budgets"),
        "reference": tr("References"),
        "action_link": tr("Linked actions"),
        "action_indicator": tr("Indicators of actions"),
        "attachment": tr("Attachments"),
        "indicator": tr("Indicators"),
        "value": tr("Values of indicators"),
        "link_point": tr("Places (points)"),
        "link_line": tr("Places (lines)"),
        "link_polygon": tr("Places (areas)"),
        "milestone": tr("Milestones"),
        "milestone_row": tr("Frozen rows"),
        "collection": tr("Collections"),
        "reading": tr("Read from documents"),
        "ref": tr("Lists of values"),
        "journal": tr("Journal"),
    }[table]


def display(table: str) -> str:
    """The expression that names a row of a table in lists and forms."""
    numbered = "coalesce(\"number\" || ' – ', '') || "
    return {
        "action": numbered + '"title"',
        "axis": numbered + '"name"',
        "indicator": '"code" || \' – \' || "name"',
        "value": '"year"',
        "ref": '"label"',
        "journal": '"at"',
        "action_tag": '"label"',
        "budget": '"text"',
        "reference": "\"document\" || coalesce(' – ' || \"code\", '')",
        "attachment": 'coalesce("title", "path", "url", "text")',
        "collection": "\"recipient\" || coalesce(' – ' || \"year\", '')",
        "reading": '"original"',
        "milestone_row": '"table_name" || \' – \' || "row_uuid"',
        "action_actor": 'coalesce(represent_value("actor_uuid", \'actor_uuid\'), "actor_uuid")',
        "action_axis": 'coalesce(represent_value("axis_uuid", \'axis_uuid\'), "axis_uuid")',
        "action_link": 'coalesce(represent_value("other_uuid", \'other_uuid\'), "other_uuid")',
        "action_indicator": 'coalesce(represent_value("indicator_uuid", \'indicator_uuid\'), "indicator_uuid")',
        "territory_member": 'coalesce(represent_value("member_uuid", \'member_uuid\'), "member_uuid")',
        **dict.fromkeys(("plan", "territory", "actor", "milestone"), '"name"'),
        **dict.fromkeys(_LINKS, "coalesce(\"layer_name\" || ' – ', '') || coalesce(\"key_value\", '')"),
    }[table]


def column_label(name: str, table: str = "") -> str:
    """The alias of a column of the plan; ``table`` where the same name means something else."""
    return column_labels(table).get(name, name)


def column_labels(table: str) -> dict[str, str]:
    """The aliases of every column of a plan, as ``table`` means them."""
    own = {name: label for (where, name), label in _own_labels().items() if where in (table, _FAMILY.get(table))}
    return _labels_of_a_plan() | _labels_of_an_action() | _labels_of_measures() | _labels_of_following() | own


def _own_labels() -> dict[tuple[str, str], str]:
    """What a column is called in one table only."""
    return {
        ("territory_member", "territory_uuid"): tr("Territory"),
        ("territory_member", "member_uuid"): tr("Member"),
        ("action_link", "other_uuid"): tr("Other action"),
        ("action_link", "kind"): tr("Kind of link"),
        ("action_tag", "domain"): tr("Kind of tag"),
        ("actor", "kind"): tr("Kind of actor"),
        ("indicator", "sector"): tr("Sector"),
        ("indicator", "source"): tr("Computed by"),
        ("value", "text"): tr("Value as written"),
        ("budget", "state"): tr("State of the budget"),
        ("budget", "text"): tr("Budget as written"),
        ("budget", "scope"): tr("What it covers"),
        ("budget", "year"): tr("First year"),
        ("milestone_row", "state"): tr("Frozen row"),
        ("reference", "text"): tr("Text of the reference"),
        ("plan", "crs"): tr("Coordinate reference system"),
        ("link", "state"): tr("State of the link"),
        ("link", "role"): tr("Role of the place"),
    }


def _labels_of_a_plan() -> dict[str, str]:
    return {
        "fid": tr("Row"), "uuid": tr("Identifier"), "version": tr("Version"), "deleted": tr("Put aside"),
        "created_at": tr("Made on"), "modified_at": tr("Changed on"), "modified_by": tr("Changed by"),
        "plan_uuid": tr("Plan"), "parent_uuid": tr("Part of"), "axis_uuid": tr("Axis"), "action_uuid": tr("Action"),
        "indicator_uuid": tr("Indicator"), "territory_uuid": tr("Territory"), "actor_uuid": tr("Actor"),
        "milestone_uuid": tr("Milestone"), "name": tr("Name"), "kind": tr("Kind"), "code": tr("Code"),
        "number": tr("Number"), "status": tr("Status"), "holder_siren": tr("SIREN of the holder"),
        "start_year": tr("First year"), "end_year": tr("Last year"), "schema_version": tr("Schema"),
        "obligation": tr("Obligation"), "source_system": tr("Source system"), "source_id": tr("Identifier in the source"),
        "vintage": tr("Vintage"), "population": tr("Inhabitants"), "population_year": tr("Year of the population"),
        "siren": tr("SIREN"), "label": tr("Label"), "domain": tr("List"), "position": tr("Position"),
        "code_tet": tr("Code of Territoires en Transitions"), "code_ademe": tr("Code of ADEME"),
    }  # fmt: skip


def _labels_of_an_action() -> dict[str, str]:
    return {
        "title": tr("Title"), "stakes": tr("Stakes and context"), "objectives": tr("Objectives"),
        "description": tr("Description"), "expected_results": tr("Expected results"),
        "status_original": tr("Status as written"), "priority": tr("Priority"), "progress_pct": tr("Progress (%)"),
        "calendar_text": tr("Calendar as written"), "start_date": tr("Start"), "end_date": tr("End"),
        "pilot": tr("Pilot"), "budget_text": tr("Budget as written"), "comment": tr("Comment"),
        "audience": tr("Audience"), "means": tr("Means"), "funding_text": tr("Funding as written"),
        "governance": tr("Governance"), "scope": tr("Scope"), "participation": tr("Participation of citizens"),
        "mitigation": tr("Mitigation"), "adaptation": tr("Adaptation"), "impact_ghg": tr("Effect on greenhouse gases"),
        "impact_energy": tr("Effect on energy"), "impact_air": tr("Effect on air"),
        "impact_storage": tr("Effect on carbon storage"), "confidential": tr("Confidential"),
        "start_precision": tr("Precision of the start"), "end_precision": tr("Precision of the end"),
        "continuous": tr("Continuous"), "calendar_certainty": tr("Certainty of the calendar"),
        "source_document": tr("Source document"), "source_page": tr("Page of the source"), "role": tr("Role"),
        "document": tr("Document"), "text": tr("Text"), "path": tr("File"), "sha256": tr("Digest of the file"),
        "url": tr("Address"), "dated": tr("Date"), "state": tr("State"), "nature": tr("Nature"),
        "amount_min": tr("Amount, at least"), "amount_max": tr("Amount, at most"), "approximate": tr("Approximate"),
        "currency": tr("Currency"), "tax": tr("Tax"), "per_year": tr("Per year"), "phase": tr("Planned or spent"),
        "funder": tr("Funder"), "cofunding_pct": tr("Cofunding (%)"),
    }  # fmt: skip


def _labels_of_measures() -> dict[str, str]:
    return {
        "year": tr("Year"), "value": tr("Value"), "reason": tr("Reason of absence"), "unit": tr("Unit"),
        "source": tr("Source"), "provenance": tr("Provenance"), "method": tr("Method"),
        "direction": tr("Good direction"), "numerator": tr("Numerator"), "denominator": tr("Denominator"),
        "formula": tr("Formula"), "pollutant": tr("Pollutant"), "carrier": tr("Energy carrier"),
        "algorithm": tr("Algorithm"), "algorithm_parameters": tr("Parameters of the algorithm"),
        "decimals": tr("Decimals"), "certainty": tr("Certainty"), "measures_progress": tr("Measures the progress"),
        "layer_name": tr("Layer"), "layer_source": tr("Address of the layer"),
        "layer_fingerprint": tr("Fingerprint of the layer"), "key_field": tr("Key field"), "key_value": tr("Key"),
        "source_fid": tr("Row in the layer"), "geom_hash": tr("Digest of the geometry"),
        "captured_at": tr("Copied on"), "share": tr("Share (0 to 1)"),
    }  # fmt: skip


def _labels_of_following() -> dict[str, str]:
    return {
        "at": tr("When"), "author": tr("Author"), "operation": tr("Operation"), "before": tr("Before"),
        "after": tr("After"), "table_name": tr("Table"), "row_uuid": tr("Identifier of the row"),
        "column_name": tr("Column"), "original": tr("Original text"), "sentence": tr("Remark"),
        "location": tr("Place in the document"), "note": tr("Note"), "closed": tr("Closed"),
        "recipient": tr("Recipient"), "sent_at": tr("Sent on"), "file": tr("Workbook"), "due": tr("Due"),
        "returned_at": tr("Returned on"), "returned_by": tr("Returned by"), "changes": tr("Changes"),
        "conflicts": tr("Conflicts"),
    }  # fmt: skip
