# SPDX-License-Identifier: GPL-2.0-or-later
"""Carpool areas: the national schema, its files and what is wrong in them."""
