/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts as XML, in memory until they are whole.
 *
 * Apart from GCC's headers, which poison what those of libxml2 use.
 */
#ifndef DIOPIN_OUT_H
#define DIOPIN_OUT_H

#include <string>

/* Start the facts seen under the kernel configuration @config. */
void out_begin(const std::string &config);

/* Start an element; out_end() ends the innermost. */
void out_start(const char *element);
void out_end(void);

/* Add an attribute; what XML cannot carry becomes "?". */
void out_text(const char *name, const std::string &value);
void out_number(const char *name, long value);

/*
 * End the facts and write them to the file @path, which appears whole or not
 * at all, or to stdout if @path is "-".  Returns 0 or an errno.
 */
int out_finish(const std::string &path);

#endif
