// SPDX-License-Identifier: GPL-2.0-only
/*
 * The GCC plugin of diopin: it reads the code as the compiler has it before
 * any inlining, and writes facts.  It changes nothing of what is compiled.
 *
 * Arguments (-fplugin-arg-diopin-NAME=VALUE):
 *
 *	facts=FILE	write the facts to FILE, "-" for stdout
 *	facts-dir=DIR	write them to a file in DIR that is named after the
 *			source; sources that name nothing of interest are
 *			passed over.  For the build of a whole kernel.
 *	tree=DIR	files are told relative to it (default: where the
 *			compiler runs)
 *	config=TEXT	what the facts shall say of the configuration
 *	only		leave the compiler when the facts are written
 *
 * A failure stops the compilation: facts that are missing in silence would be
 * worse.
 */
#include "compat.h"
#include "names.h"
#include "out.h"
#include "place.h"
#include "source.h"
#include "unit.h"

/* The compiler looks for it. */
int plugin_is_GPL_compatible;

static struct {
	std::string facts, facts_dir, tree, config;
	bool only;
} options = { "", "", ".", "build", false };

static void ATTRIBUTE_NORETURN fail(const std::string &sentence)
{
	fprintf(stderr, "diopin: %s\n", sentence.c_str());
	exit(FATAL_EXIT_CODE);
}

/* "fs/nfs/direct.c" is "fs+nfs+direct.c.xml". */
static std::string output_path(void)
{
	std::string name = unit_file();

	if (options.facts_dir.empty())
		return options.facts;
	std::replace(name.begin(), name.end(), '/', '+');
	return options.facts_dir + "/" + name + ".xml";
}

/* All functions have been lowered to their control flow, none is inlined. */
static void write_facts(void *, void *)
{
	std::string path;
	int error;

	if (seen_error())
		return;
	if (!options.facts_dir.empty() &&
	    !names_in_text(source_text(main_input_filename)))
		return;
	path = output_path();
	out_begin(options.config);
	unit_write();
	error = out_finish(path);
	if (error)
		fail("cannot write " + path + ": " + xstrerror(error));
	if (options.only)
		exit(SUCCESS_EXIT_CODE);
}

/* One sentence for the first error, and no more of them. */
static void first_error(const char *text, location_t location)
{
	expanded_location where = expand_location(location);

	fprintf(stderr, "%s:%d: %s\n", where.file ? where.file :
		main_input_filename, where.line, text);
	exit(FATAL_EXIT_CODE);
}

static void set_option(const char *key, const char *value)
{
	if (!strcmp(key, "only") && !value)
		options.only = true;
	else if (!strcmp(key, "facts") && value)
		options.facts = value;
	else if (!strcmp(key, "facts-dir") && value)
		options.facts_dir = value;
	else if (!strcmp(key, "tree") && value)
		options.tree = value;
	else if (!strcmp(key, "config") && value)
		options.config = value;
	else
		fail(std::string("the plugin takes no argument '") + key +
		     (value ? "=" : "") + (value ? value : "") + "'");
}

static struct plugin_info information = {
	NULL, "Writes facts about held user pages.\n",
};

int plugin_init(struct plugin_name_args *info,
		struct plugin_gcc_version *version)
{
	if (!plugin_default_version_check(version, &gcc_version))
		fail(std::string("the plugin was built for GCC ") +
		     gcc_version.basever + " of " + gcc_version.datestamp +
		     ", not for this GCC " + version->basever + " of " +
		     version->datestamp + "; build it again");
	for (int i = 0; i < info->argc; i++)
		set_option(info->argv[i].key, info->argv[i].value);
	if (options.facts.empty() == options.facts_dir.empty())
		fail("the plugin needs facts=FILE or facts-dir=DIR");
	place_set_tree(options.tree.c_str());
	if (options.only)
		on_first_error(first_error);
	register_callback(info->base_name, PLUGIN_INFO, NULL, &information);
	register_callback(info->base_name, PLUGIN_ALL_IPA_PASSES_START,
			  write_facts, NULL);
	return 0;
}
