# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents read to one neutral structure; nothing here writes. Each result keeps the original text and a certainty."""
