# SPDX-License-Identifier: GPL-2.0-or-later
"""Views that Qt does not have: the years of the actions."""
