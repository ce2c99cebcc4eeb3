# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan handed to others: Territoires en Transitions, ADEME, spreadsheets, maps, the file of the deposit."""
