# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows of materials between places: balances, indicators, diagrams."""
