// SPDX-License-Identifier: GPL-2.0-only
/*
 * Warnings: see check.h.
 */
#include "check.h"

void check_unit(void)
{
}
