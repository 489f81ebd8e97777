# SPDX-License-Identifier: GPL-2.0-only
#
# diopin.  "make help" lists the targets.

VERSION := 0.1
PREFIX ?= /usr/local
DESTDIR ?=
B := build
PROGRAM := $(B)/diopin
OBJ := $(B)/obj

# "make V=1" shows the commands.
V ?= 0
Q := $(if $(filter 1,$(V)),,@)

CC ?= gcc
CFLAGS ?= -O2 -g
FLEX ?= flex
INSTALL ?= install

# The kernel that "make demo" looks at, and what "make coccicheck" is given.
DEMO_KERNEL ?= 6.12
KDIR ?=
MODE ?= report
M ?=
COCCI ?=

PKGS := libxml-2.0 libxslt json-c
WARNINGS := -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wundef
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE -DDIOPIN_VERSION='"$(VERSION)"' \
	$(WARNINGS) $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LIBS = $(shell pkg-config --libs $(PKGS))

# The sparse engine is a program of its own, with sparse's library in it.
SPARSE := $(B)/sparse
SPARSE_PROGRAM := $(B)/diopin-sparse
SPARSE_SOURCES := $(sort $(wildcard checkers/sparse/*.c))
SPARSE_OBJECTS = $(SPARSE_SOURCES:checkers/%.c=$(OBJ)/%.o)
# What of sparse goes through our hands: see unit.c and memory.c there.
SPARSE_WRAPPED := tokenize preprocess sparse_error expression_error error_die \
	warning info blob_alloc blob_free

SOURCES := $(sort $(filter-out $(SPARSE_SOURCES),$(wildcard checkers/*/*.c)))
OBJECTS = $(SOURCES:checkers/%.c=$(OBJ)/%.o) $(OBJ)/lex/scan.o

# What diopin reads at run time, below share/diopin as in the checkout.
DATA := checkers/facts/facts.rng checkers/report/html.xsl $(wildcard cocci/*/*)
RULES := $(wildcard cocci/*.cocci)

all: $(PROGRAM) $(SPARSE_PROGRAM)

include gcc-plugin/build.mk
all: $(PLUGINS)

$(PROGRAM): $(OBJECTS)
	@echo "  LD    $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

# For tests: how a file is compiled.
PRINT_FLAGS := $(B)/print-flags
FLAGS_OBJECTS = $(filter $(OBJ)/base/% $(OBJ)/tree/% $(OBJ)/flags/%,$(OBJECTS))

$(PRINT_FLAGS): tests/print-flags.c $(FLAGS_OBJECTS)
	@echo "  LD    $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^

print-flags: $(PRINT_FLAGS)

print-flags-asan:
	@$(MAKE) print-flags PRINT_FLAGS=$(B)/print-flags-asan OBJ=$(B)/asan \
		CFLAGS="$(SANITIZE) -O1 -g -Werror"

$(OBJ)/%.o: checkers/%.c Makefile
	@echo "  CC    $<"
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(SPARSE)/libsparse.a: scripts/build-sparse
	@echo "  BUILD $@"
	$(Q)CC="$(CC)" scripts/build-sparse $(SPARSE)

$(SPARSE_OBJECTS): $(SPARSE)/libsparse.a
# Sparse's lists take addresses of members of nothing when they are empty.
$(SPARSE_OBJECTS): ALL_CFLAGS += -isystem $(SPARSE)/include -fno-sanitize=null

$(SPARSE_PROGRAM): $(SPARSE_OBJECTS) $(SPARSE)/libsparse.a
	@echo "  LD    $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(SPARSE_WRAPPED:%=-Wl,--wrap=%) \
		-o $@ $(SPARSE_OBJECTS) $(SPARSE)/libsparse.a \
		$(shell pkg-config --libs libxml-2.0) -lm

$(OBJ)/lex/scan.c: checkers/lex/scan.l
	@echo "  FLEX  $<"
	@mkdir -p $(@D)
	$(Q)$(FLEX) -o $@ $<

# Generated code is not held to our own warnings.
$(OBJ)/lex/scan.o: $(OBJ)/lex/scan.c
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-sign-compare -Wno-missing-prototypes \
		-Icheckers/lex -Icheckers -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(SPARSE_OBJECTS:.o=.d)

install: all
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	$(INSTALL) -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/diopin
	$(INSTALL) -m 755 $(SPARSE_PROGRAM) $(DESTDIR)$(PREFIX)/bin/diopin-sparse
	$(INSTALL) -m 644 checkers/cmd/diopin.1 checkers/sparse/diopin-sparse.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1
	$(INSTALL) -D -m 644 checkers/report/diopin.5 \
		$(DESTDIR)$(PREFIX)/share/man/man5/diopin.5
	for f in $(PLUGINS); do \
		$(INSTALL) -D -m 755 $$f \
			$(DESTDIR)$(PREFIX)/lib/diopin/gcc-plugin/$$(basename $$f) \
			|| exit 1; \
	done
	for f in $(DATA) $(RULES); do \
		$(INSTALL) -D -m 644 $$f \
			$(DESTDIR)$(PREFIX)/share/diopin/$$f || exit 1; \
	done
	$(INSTALL) -D -m 644 scripts/completion.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/diopin
	for f in scripts/coccicheck scripts/prove-series; do \
		$(INSTALL) -D -m 755 $$f \
			$(DESTDIR)$(PREFIX)/share/diopin/$$f || exit 1; \
	done

# Everything from nothing: install, build, fetch a kernel, scan it, convert it.
demo:
	scripts/setup build run
	$(MAKE) all
	scripts/demo $(DEMO_KERNEL)

check:
	scripts/setup
	@$(MAKE) all CFLAGS="$(CFLAGS) -Werror"
	@$(MAKE) asan
	tests/run

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all

# The program with the address and undefined-behaviour sanitizers in it.
asan:
	@$(MAKE) all PROGRAM=$(B)/diopin-asan OBJ=$(B)/asan \
		SPARSE_PROGRAM=$(B)/diopin-sparse-asan \
		CFLAGS="$(SANITIZE) -O1 -g -Werror"

# COUNT inputs that are broken at random; a share of them has a fuzzer of its
# own, "build/fuzz-mail CORPUS", for what is read of mails and diffs.
COUNT ?= 2000
FUZZ_SOURCES := tests/fuzz-mail.c checkers/review/mail.c checkers/report/diff.c \
	checkers/base/base.c

# Facts are judged by all of diopin, as it was built with sanitizers.
FUZZ_FACTS_OBJECTS = $(filter-out $(B)/asan/cmd/%,\
	$(OBJECTS:$(OBJ)/%=$(B)/asan/%))

fuzz: all asan
	$(Q)$(CC) $(ALL_CFLAGS) $(SANITIZE) -o $(B)/fuzz-facts \
		tests/fuzz-facts.c $(FUZZ_FACTS_OBJECTS) $(LIBS)
	@mkdir -p $(B)
	$(Q)clang -std=gnu11 -D_GNU_SOURCE -g -O1 \
		-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
		-o $(B)/fuzz-mail $(FUZZ_SOURCES)
	tests/fuzz $(COUNT)

# How long scans take, beside looking at every file once.
bench: all
	tests/bench/speed

# Kernels that are not among those of "make check".
trees: all
	tests/more-trees

deb: all
	scripts/make-deb $(B)

# Boots kernels and lets direct I/O give the verdict; see tests/oracle.
oracle: all
	scripts/setup test
	tests/oracle/run

coccicheck:
	@KDIR="$(KDIR)" MODE="$(MODE)" M="$(M)" COCCI="$(COCCI)" \
		scripts/coccicheck

clean:
	rm -rf $(B)

help:
	@echo 'make                 build $(B)/diopin'
	@echo 'make demo            install what is missing, build, fetch a kernel, scan it'
	@echo 'make check           the same for the tests, and run them'
	@echo 'make oracle          boot kernels, as they are and with each series applied'
	@echo 'make trees           scan the oldest and the newest kernel that Debian has'
	@echo 'make install         into PREFIX ($(PREFIX)) below DESTDIR'
	@echo 'make bench           how long scans take, as ratios'
	@echo 'make deb             build a Debian package in $(B)'
	@echo 'make coccicheck KDIR=/path MODE=report|context|org|patch [M=dir]'
	@echo '                     run the semantic patches with the own coccicheck of a kernel'
	@echo 'make asan            build $(B)/diopin-asan with sanitizers'
	@echo 'make fuzz COUNT=N    feed N broken inputs to what asan and libFuzzer build'
	@echo 'make clean           remove $(B)'

.PHONY: all install demo check oracle bench trees deb asan fuzz coccicheck clean help \
	print-flags print-flags-asan
