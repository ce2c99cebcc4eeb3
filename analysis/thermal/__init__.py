# SPDX-License-Identifier: GPL-2.0-or-later
"""Aerial thermography of roofs: what a roof shows, how it compares, and what may be said of it."""
