// SPDX-License-Identifier: GPL-2.0-only
/*
 * The facts of the file that is compiled: see unit.h.
 *
 * Its own functions, and of the inline functions of headers those that its
 * own can get to by calls and that do something to pages.
 */
#include "body.h"
#include "flow.h"
#include "member.h"
#include "names.h"
#include "out.h"
#include "type.h"
#include "unit.h"

const char *unit_file(void)
{
	static std::string file;

	if (file.empty())
		file = place_file(main_input_filename);
	return file.c_str();
}

static bool has_kiocb(tree function)
{
	for (tree arg = DECL_ARGUMENTS(function); arg; arg = DECL_CHAIN(arg)) {
		if (type_declaration(TREE_TYPE(arg), "") == "struct kiocb *")
			return true;
	}
	return false;
}

static bool is_wanted(struct cgraph_node *node)
{
	location_t loc = DECL_SOURCE_LOCATION(node->decl);

	if (place_in_main_file(loc))
		return true;
	if (!place_in_tree(loc))
		return false;
	for (struct cgraph_edge *e = node->callees; e; e = e->next_callee) {
		const char *name = decl_name(e->callee->decl);

		if (name && name_matters(name))
			return true;
	}
	return has_kiocb(node->decl);
}

static bool has_body(struct cgraph_node *node)
{
	struct function *fn = DECL_STRUCT_FUNCTION(node->decl);

	return node->has_gimple_body_p() && fn && fn->cfg;
}

/* All functions that the file's own can get to, in the order of the source. */
static std::map<int, struct cgraph_node *> reached_functions(void)
{
	std::map<int, struct cgraph_node *> reached;
	std::vector<struct cgraph_node *> todo;
	struct cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node) {
		if (place_in_main_file(DECL_SOURCE_LOCATION(node->decl)))
			todo.push_back(node);
	}
	while (!todo.empty()) {
		node = todo.back();
		todo.pop_back();
		if (!has_body(node) ||
		    !reached.insert({ node->order, node }).second)
			continue;
		for (struct cgraph_edge *e = node->callees; e;
		     e = e->next_callee)
			todo.push_back(e->callee);
	}
	return reached;
}

static void write_head(tree function)
{
	struct place place = *body_function_place();
	expanded_location end = expand_location(cfun->function_end_locus);

	place_start("function", &place);
	out_text("name", decl_name(function));
	out_text("type", type_declaration(TREE_TYPE(TREE_TYPE(function)), ""));
	out_number("end-line", end.line < place.line ? place.line : end.line);
	for (tree arg = DECL_ARGUMENTS(function); arg; arg = DECL_CHAIN(arg)) {
		const char *name = decl_name(arg);

		out_start("param");
		out_text("decl", type_declaration(TREE_TYPE(arg),
						  name ? name : ""));
		out_end();
	}
	out_end();
}

static void write_variables(tree block, const char *function)
{
	for (tree var = BLOCK_VARS(block); var; var = DECL_CHAIN(var)) {
		struct place place;

		if (!VAR_P(var) || !decl_name(var) || DECL_EXTERNAL(var) ||
		    !place_of(DECL_SOURCE_LOCATION(var), &place) || !place.file)
			continue;
		place_start("declaration", &place);
		out_text("in", function);
		out_text("name", decl_name(var));
		out_text("type", type_declaration(TREE_TYPE(var), ""));
		out_end();
	}
	for (tree sub = BLOCK_SUBBLOCKS(block); sub; sub = BLOCK_CHAIN(sub))
		write_variables(sub, function);
}

static void write_function(struct cgraph_node *node)
{
	tree function = node->decl;

	push_cfun(DECL_STRUCT_FUNCTION(function));
	body_open(function);
	write_head(function);
	if (DECL_INITIAL(function) && TREE_CODE(DECL_INITIAL(function)) == BLOCK)
		write_variables(DECL_INITIAL(function), decl_name(function));
	flow_write(decl_name(function));
	body_close();
	pop_cfun();
}

void unit_write(void)
{
	struct varpool_node *variable;

	for (const auto &function : reached_functions()) {
		if (is_wanted(function.second))
			write_function(function.second);
	}
	FOR_EACH_VARIABLE(variable) {
		if (place_in_main_file(DECL_SOURCE_LOCATION(variable->decl)))
			members_write(variable->decl);
	}
	out_start("unit");
	out_text("file", unit_file());
	out_end();
}
