# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms that cross the themes, and what they need: inventory, material flows, check of the data."""
