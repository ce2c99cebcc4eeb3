# SPDX-License-Identifier: GPL-2.0-or-later
"""Inventories of emissions and energy of a PCAET: sectors, units, checks, targets."""
