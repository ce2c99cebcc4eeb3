# SPDX-License-Identifier: GPL-2.0-or-later
"""Two copies of one plan made one again: a GeoPackage that was away in the field, merged by uuid, journal and field."""
