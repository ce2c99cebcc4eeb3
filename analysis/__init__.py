# SPDX-License-Identifier: GPL-2.0-or-later
"""The science: functions on arrays and GeoDataFrames. No qgis, no Qt."""
