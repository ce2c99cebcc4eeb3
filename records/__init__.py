# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan: schema, store. No qgis, no Qt; the file is touched by the standard ``sqlite3`` alone."""
