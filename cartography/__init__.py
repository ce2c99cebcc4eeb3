# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS shows: styles, layouts, the atlas engine. No widgets, no science."""
