// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where one must not sleep: see context.h.
 */
#include "context.h"

#include <string.h>

/* Members that hold what is called in an interrupt, or after one. */
static const struct { const char *name, *what; } members[] = {
	{ "bi_end_io", "a completion" },
	{ "end_io", "a completion" },
	{ "ki_complete", "a completion" },
	{ "sk_destruct", "a socket's destructor, which softirqs may call" },
	{ "destructor", "a buffer's destructor, which softirqs may call" },
	{ "sk_data_ready", "a callback of a socket" },
	{ "sk_write_space", "a callback of a socket" },
};

/* Functions that are given what is to run in an interrupt, or after one. */
static const struct { const char *name, *what; } takers[] = {
	{ "tasklet_init", "a tasklet" },
	{ "tasklet_setup", "a tasklet" },
	{ "timer_setup", "a timer" },
	{ "timer_init_key", "a timer" },
	{ "init_timer_key", "a timer" },
	{ "hrtimer_setup", "a timer" },
	{ "call_rcu", "an RCU callback" },
	{ "call_rcu_hurry", "an RCU callback" },
	{ "request_irq", "an interrupt handler" },
	{ "devm_request_irq", "an interrupt handler" },
	{ "init_irq_work", "an interrupt" },
	{ "netif_napi_add", "a softirq" },
	{ "open_softirq", "a softirq" },
	{ "smp_call_function_single", "an interrupt" },
	{ "aead_request_set_callback", "a cipher's completion" },
	{ "skcipher_request_set_callback", "a cipher's completion" },
	{ "ahash_request_set_callback", "a cipher's completion" },
	{ "usb_fill_bulk_urb", "the completion of an URB" },
	{ "usb_fill_int_urb", "the completion of an URB" },
	{ "usb_fill_control_urb", "the completion of an URB" },
};

const char *atomic_context(const struct use *use)
{
	if (use->kind == USE_MEMBER || use->kind == USE_ASSIGNED) {
		for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
			if (!strcmp(use->member, members[i].name))
				return members[i].what;
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(takers); i++) {
		if (use->kind == USE_PASSED &&
		    !strcmp(use->callee, takers[i].name))
			return takers[i].what;
	}
	return NULL;
}

bool is_deferral(const char *name)
{
	static const char *const names[] = {
		"schedule_work", "schedule_work_on", "queue_work",
		"queue_work_on", "schedule_delayed_work", "queue_delayed_work",
		"mod_delayed_work", "queue_rcu_work", "kthread_queue_work",
		"task_work_add", "io_uring_cmd_complete_in_task",
	};

	return is_one_of(name, names);
}

/* Locks under which one must not sleep, and what takes and drops them. */
static const char *const locks[] = {
	"spin_lock", "read_lock", "write_lock", "rcu_read_lock",
	"local_irq_disable", "local_irq_save", "local_bh_disable",
	"preempt_disable",
};

static const char *const unlocks[] = {
	"spin_unlock", "read_unlock", "write_unlock", "rcu_read_unlock",
	"local_irq_enable", "local_irq_restore", "local_bh_enable",
	"preempt_enable",
};

static bool begins_with_one(const char *const *names, size_t n,
			    const char *name)
{
	if (starts_with(name, "_raw_"))
		name += strlen("_raw_");
	else if (starts_with(name, "raw_"))
		name += strlen("raw_");
	for (size_t i = 0; i < n; i++) {
		if (starts_with(name, names[i]))
			return true;
	}
	return false;
}

int locking(const char *name)
{
	bool guard = starts_with(name, "class_spinlock") ||
		starts_with(name, "class_raw_spinlock") ||
		starts_with(name, "class_rcu");

	if (guard)
		return ends_with(name, "_constructor") ? 1 :
			ends_with(name, "_destructor") ? -1 : 0;
	if (ends_with(name, "_held") || ends_with(name, "_init") ||
	    strstr(name, "trylock"))
		return 0;
	if (begins_with_one(locks, ARRAY_SIZE(locks), name))
		return 1;
	return -begins_with_one(unlocks, ARRAY_SIZE(unlocks), name);
}
