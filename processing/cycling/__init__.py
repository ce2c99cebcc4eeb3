# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle routes: one file per algorithm."""
