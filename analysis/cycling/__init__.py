# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle routes: facilities, level of traffic stress, connectivity, potential."""
