# SPDX-License-Identifier: GPL-2.0-or-later
"""The action plan, in batch: what the docks do, for models and scripts."""
