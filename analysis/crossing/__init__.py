# SPDX-License-Identifier: GPL-2.0-or-later
"""Crossing the themes: what each unit needs, what actions touch, what results change where actions are."""
