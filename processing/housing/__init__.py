# SPDX-License-Identifier: GPL-2.0-or-later
"""Housing: aerial thermography of roofs."""
