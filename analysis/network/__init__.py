# SPDX-License-Identifier: GPL-2.0-or-later
"""Road networks: built once from lines, kept in a file, asked for travel times, reached roads and best sites."""
