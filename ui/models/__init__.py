# SPDX-License-Identifier: GPL-2.0-or-later
"""Views of the index for Qt: models, delegates, colours."""
