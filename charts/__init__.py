# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures: matplotlib figures on the Agg canvas, from arrays; nothing of ours is imported, never pyplot."""
