// SPDX-License-Identifier: GPL-2.0-only
/*
 * Running the rules over one side of a change: see judge.h.
 */
#include "judge.h"

#include <stdlib.h>
#include <string.h>

#include "../engine/engine.h"
#include "../rules/rule.h"

static const char *own(xmlDictPtr dict, const char *s)
{
	const xmlChar *p = xmlDictLookup(dict, BAD_CAST s, -1);

	if (!p)
		die(EXIT_INCOMPLETE, "out of memory");
	return (const char *)p;
}

/* Move the findings over to strings that outlive the survey. */
static void keep_findings(struct judgement *j, struct records *records,
			  xmlDictPtr dict)
{
	for (size_t i = 0; i < records->n; i++) {
		struct record *r = &records->record[i];

		if (!r->rule) {
			record_drop(r);
			continue;
		}
		r->file = own(dict, r->file);
		r->function = own(dict, r->function);
		for (size_t k = 0; k < r->nr_waypoints; k++) {
			struct place *at = &r->path[k].at;

			at->file = own(dict, at->file);
			at->in = own(dict, at->in);
		}
		*array_add(&j->findings.record, &j->findings.n) = *r;
	}
	free(records->record);
}

/*
 * Why the engine that findings rest on did not read the file, or calls that no
 * engine saw; NULL if all is well.
 */
static const char *unread_reason(const struct survey *survey, const char *file,
				 xmlDictPtr dict)
{
	for (size_t i = 0; i < survey->nr_coverage; i++) {
		const struct coverage *c = &survey->coverage[i];
		const struct engine *engine = engine_find(c->engine);

		if (strcmp(c->file, file))
			continue;
		if (c->missing.n)
			return own(dict, "an engine lost a function of it");
		if (engine && engine->flow && *c->reason &&
		    !ends_with(file, ".h"))
			return own(dict, c->reason);
	}
	return NULL;
}

static void keep_files(struct judgement *j, const struct survey *survey,
		       const struct scope *scope, xmlDictPtr dict)
{
	for (size_t i = 0; i < survey->nr_files; i++) {
		const struct surveyed_file *f = &survey->file[i];
		struct judged_file *file;

		if (!strv_has(&scope->files, f->path))
			continue;
		file = array_add(&j->file, &j->nr_files);
		file->path = xstrdup(f->path);
		file->reason = unread_reason(survey, f->path, dict);
		for (size_t k = 0; f->lexical && k < f->lexical->nr_functions;
		     k++) {
			const struct lexical_function *lf =
				&f->lexical->function[k];
			struct judged_function *fn =
				array_add(&file->function, &file->nr_functions);

			fn->name = xstrdup(lf->name);
			fn->line = lf->line;
			fn->end_line = lf->end_line;
		}
	}
}

void judge(struct judgement *j, const struct base *base, const char *tree,
	   const struct scope *scope, const struct survey_options *options,
	   xmlDictPtr dict)
{
	struct survey_options o = *options;
	struct records records = { 0 };
	struct overlay overlay;
	struct survey survey;

	*j = (struct judgement){ 0 };
	overlay_open(&overlay, base, tree, scope);
	o.tree = overlay.dir;
	o.environment = overlay.environment;
	o.findings = true;
	o.open_names = rules_open_names;
	survey_run(&survey, &o);
	rules_run(&survey, &records);
	keep_findings(j, &records, dict);
	keep_files(j, &survey, scope, dict);
	j->failed = survey.engine_failed;
	survey_free(&survey);
	overlay_close(&overlay);
}

void judgement_free(struct judgement *j)
{
	records_free(&j->findings);
	for (size_t i = 0; i < j->nr_files; i++) {
		struct judged_file *f = &j->file[i];

		for (size_t k = 0; k < f->nr_functions; k++)
			free(f->function[k].name);
		free(f->function);
		free(f->path);
	}
	free(j->file);
	*j = (struct judgement){ 0 };
}

const struct judged_file *judgement_file(const struct judgement *j,
					 const char *path)
{
	for (size_t i = 0; i < j->nr_files; i++) {
		if (!strcmp(j->file[i].path, path))
			return &j->file[i];
	}
	return NULL;
}
