# SPDX-License-Identifier: GPL-2.0-or-later
"""The yearly collection: a workbook to each service, and what comes back."""
