# SPDX-License-Identifier: GPL-2.0-or-later
"""Is this QGIS able to run the algorithms?"""
