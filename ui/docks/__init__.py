# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock widgets, one file each."""
