# SPDX-License-Identifier: GPL-2.0-only
#
# diopin.  "make help" lists the targets.

VERSION := 0.1
PREFIX ?= /usr/local
DESTDIR ?=
B ?= build

CC ?= gcc
CFLAGS ?= -O2 -g
FLEX ?= flex
PKGS := libxml-2.0 json-c

WARNINGS := -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wundef
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE -DDIOPIN_VERSION='"$(VERSION)"' \
	$(WARNINGS) $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LIBS = $(shell pkg-config --libs $(PKGS))

SOURCES := $(filter-out checkers/lex/scan.c,$(sort $(wildcard checkers/*/*.c)))
OBJECTS := $(SOURCES:checkers/%.c=$(B)/obj/%.o) $(B)/obj/lex/scan.o

all: $(B)/diopin

$(B)/diopin: $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(B)/obj/%.o: checkers/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/lex/scan.c: checkers/lex/scan.l
	@mkdir -p $(@D)
	$(FLEX) -o $@ $<

$(B)/obj/lex/scan.o: $(B)/obj/lex/scan.c
	$(CC) $(ALL_CFLAGS) -Wno-sign-compare -Wno-missing-prototypes \
		-Icheckers/lex -Icheckers -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d)

clean:
	rm -rf $(B)

.PHONY: all clean
