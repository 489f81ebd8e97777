/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * GCC's own headers, and all differences between its versions.
 *
 * A plugin is bound to the compiler that it was built for, so what differs is
 * chosen here when it is compiled, and nowhere else.
 */
#ifndef DIOPIN_COMPAT_H
#define DIOPIN_COMPAT_H

/* GCC poisons what these need; they come first. */
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gcc-plugin.h"
#include "plugin-version.h"

#include "backend.h"
#include "tree.h"
#include "gimple.h"
#include "ssa.h"
#include "internal-fn.h"
#include "cgraph.h"
#include "cfganal.h"
#include "diagnostic.h"
#include "gimple-iterator.h"
#include "gimple-walk.h"
#include "stringpool.h"
#include "attribs.h"
#include "print-tree.h"
#include "tree-cfg.h"
#include "toplev.h"
#include "options.h"
#include "tree-pretty-print.h"

#define GCC_MAJOR BUILDING_GCC_MAJOR

#if GCC_MAJOR >= 14
/* The macro of old became a function. */
#define EXPANSION_POINT(map) ((map)->get_expansion_point_location())
#else
#define EXPANSION_POINT(map) MACRO_MAP_EXPANSION_POINT_LOCATION(map)
#endif

#if GCC_MAJOR >= 14
typedef const diagnostic_info reported_diagnostic;
#else
typedef diagnostic_info reported_diagnostic;
#endif

/* last_stmt() went away in GCC 14. */
static inline gimple *last_statement(basic_block bb)
{
	gimple_stmt_iterator at = gsi_last_nondebug_bb(bb);

	return gsi_end_p(at) ? NULL : gsi_stmt(at);
}

typedef void error_fn(const char *text, location_t location);

static error_fn *error_hook;

static inline void begin_diagnostic(diagnostic_context *context,
				    reported_diagnostic *diagnostic)
{
	if (diagnostic->kind > DK_SORRY)
		return;
	pp_output_formatted_text(context->printer);
	error_hook(pp_formatted_text(context->printer),
		   diagnostic_location(diagnostic));
}

/* Call @hook with the first error in place of what the compiler would print. */
static inline void on_first_error(error_fn *hook)
{
	error_hook = hook;
	diagnostic_starter(global_dc) = begin_diagnostic;
}

#endif
