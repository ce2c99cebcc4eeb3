# SPDX-License-Identifier: GPL-2.0-or-later
"""Road networks: prepared once, used by the carpool and cycle themes."""
