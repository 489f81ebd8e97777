/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Subcommands: one file each, named in the table of main.c.
 */
#ifndef DIOPIN_CMD_H
#define DIOPIN_CMD_H

/* Each takes its own argv[0] and returns the exit status. */
int cmd_scan(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_series(int argc, char **argv);
int cmd_review(int argc, char **argv);
int cmd_audit(int argc, char **argv);
int cmd_explain(int argc, char **argv);

/* Close stdout; what could not be written ends the run with status 3. */
void finish_output(void);

#endif
