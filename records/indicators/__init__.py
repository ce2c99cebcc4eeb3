# SPDX-License-Identifier: GPL-2.0-or-later
"""Indicators of a plan: units that convert, formulas of Territoires en Transitions, definitions read, values that are missing."""
