# SPDX-License-Identifier: GPL-2.0-or-later
"""Territories: perimeters, and a demonstration territory."""
