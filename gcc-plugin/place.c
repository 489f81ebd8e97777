// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where something stands in the source: see place.h.
 */
#include "source.h"
#include "out.h"

static std::string tree_path, tree_real_path;

/* Without "//", "/./" and "/../"; links are kept. */
static std::string clean_path(const std::string &path)
{
	std::vector<std::string> parts;
	std::string clean;

	for (size_t i = 0, end; i < path.size(); i = end + 1) {
		end = path.find('/', i);
		if (end == std::string::npos)
			end = path.size();
		std::string part = path.substr(i, end - i);

		if (part == ".." && !parts.empty())
			parts.pop_back();
		else if (!part.empty() && part != "." && part != "..")
			parts.push_back(part);
	}
	for (const std::string &part : parts)
		clean += "/" + part;
	return clean;
}

static std::string absolute_path(const char *path)
{
	char *cwd;
	std::string whole = path;

	if (*path == '/')
		return clean_path(whole);
	cwd = getcwd(NULL, 0);
	if (cwd)
		whole = std::string(cwd) + "/" + path;
	free(cwd);
	return clean_path(whole);
}

static std::string real_path(const std::string &path)
{
	char *real = lrealpath(path.c_str());
	std::string result = real;

	free(real);
	return result;
}

void place_set_tree(const char *tree)
{
	tree_path = absolute_path(tree) + "/";
	tree_real_path = real_path(tree_path) + "/";
}

static bool starts_with(const std::string &s, const std::string &start)
{
	return s.compare(0, start.size(), start) == 0;
}

/* What is generated belongs to a build, not to the tree. */
std::string place_file(const char *path)
{
	std::string whole = absolute_path(path), file;

	if (starts_with(whole, tree_path)) {
		file = whole.substr(tree_path.size());
	} else {
		whole = real_path(whole);
		if (starts_with(whole, tree_real_path))
			file = whole.substr(tree_real_path.size());
	}
	if (file.find("/generated/") != std::string::npos)
		file.clear();
	if (file.empty() && !strcmp(path, main_input_filename))
		file = path;
	return file;
}

/* The same for each of a file's places, so it is worth remembering. */
static const char *file_in_tree(const char *path)
{
	static std::map<const char *, std::string> known;
	std::map<const char *, std::string>::iterator at = known.find(path);

	if (at == known.end())
		at = known.insert({ path, place_file(path) }).first;
	return at->second.empty() ? NULL : at->second.c_str();
}

/*
 * Out of the expansions of macros.  Of each of its tokens a map knows where it
 * is spelled and where in the macro's definition it came from: both are the
 * same unless it stands for a parameter.
 */
static location_t resolve(location_t loc, bool *exact)
{
	*exact = true;
	loc = LOCATION_LOCUS(loc);
	while (linemap_location_from_macro_expansion_p(line_table, loc)) {
		const line_map_macro *map = linemap_check_macro(
			linemap_lookup(line_table, loc));
		size_t i = loc - MAP_START_LOCATION(map);
		location_t spelled = MACRO_MAP_LOCATIONS(map)[2 * i];
		location_t defined = MACRO_MAP_LOCATIONS(map)[2 * i + 1];

		if (spelled != defined) {
			loc = spelled;
		} else {
			loc = EXPANSION_POINT(map);
			*exact = false;
		}
		loc = LOCATION_LOCUS(loc);
	}
	return loc;
}

/* GCC counts bytes. */
static int count_characters(const char *path, int line, int col)
{
	const char *s = source_line(path, line);
	int n = col;

	for (int i = 0; s && i < col - 1 && s[i] && s[i] != '\n'; i++)
		n -= (s[i] & 0xc0) == 0x80;
	return n;
}

bool place_of(location_t loc, struct place *place)
{
	expanded_location where;

	loc = resolve(loc, &place->exact);
	if (loc <= BUILTINS_LOCATION)
		return false;
	where = expand_location(loc);
	if (!where.file || where.line < 1)
		return false;
	place->path = where.file;
	place->file = file_in_tree(where.file);
	place->line = where.line;
	place->col = where.column < 1 ? 1 : where.column;
	return true;
}

bool place_in_tree(location_t loc)
{
	struct place place;

	return place_of(loc, &place) && place.file;
}

bool place_in_main_file(location_t loc)
{
	struct place place;

	return place_of(loc, &place) && !strcmp(place.path, main_input_filename);
}

void place_start(const char *element, const struct place *place)
{
	out_start(element);
	out_text("file", place->file);
	out_number("line", place->line);
	out_number("col", count_characters(place->path, place->line, place->col));
}

void place_spot(const char *element, const struct place *place)
{
	out_start(element);
	out_number("line", place->line);
	out_number("col", count_characters(place->path, place->line, place->col));
}
