#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A test for NIPA, netdev's patch tester: link this directory into its
# tests/patch/.  It runs in the tree with the patch on top.

exec "${DIOPIN:-diopin}" review --format=nipa HEAD
