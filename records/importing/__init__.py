# SPDX-License-Identifier: GPL-2.0-or-later
"""From what was read to the plan: twins, merge in one transaction, report."""
