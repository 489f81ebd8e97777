# SPDX-License-Identifier: GPL-2.0-only
#
# The GCC plugin: diopin-VERSION.so for each compiler that has plugin headers,
# and diopin.so, which is loaded by any and picks the right one.

CXX ?= g++
CXXFLAGS ?= -O2 -g
PLUGIN := $(B)/gcc-plugin

# "12=/path/of/plugin/include" for each compiler found whose headers are whole.
PLUGIN_HEADERS := $(shell IFS=:; for dir in $$PATH; do \
	for gcc in $$dir/gcc $$dir/gcc-[0-9] $$dir/gcc-[0-9][0-9]; do \
		[ -x $$gcc ] || continue; \
		include=$$($$gcc -print-file-name=plugin)/include; \
		[ ! -f $$include/gcc-plugin.h ] || \
			echo "$$($$gcc -dumpversion | cut -d. -f1)=$$include"; \
	done; done | sort -u | while IFS== read -r version include; do \
		! $(CXX) -E -x c++ -I$$include -include gcc-plugin.h /dev/null \
			>/dev/null 2>&1 || echo "$$version=$$include"; \
	done)
PLUGIN_VERSIONS := $(sort $(foreach h,$(PLUGIN_HEADERS),$(firstword $(subst =, ,$(h)))))
PLUGINS := $(if $(PLUGIN_VERSIONS),$(PLUGIN)/diopin.so) \
	$(PLUGIN_VERSIONS:%=$(PLUGIN)/diopin-%.so)

PLUGIN_SOURCES := $(filter-out gcc-plugin/load.c,$(sort $(wildcard gcc-plugin/*.c)))
PLUGIN_WARNINGS := -Wall -Wextra $(filter -Werror,$(CFLAGS))

$(PLUGIN)/diopin.so: gcc-plugin/load.c gcc-plugin/build.mk
	@echo "  LD    $@"
	@mkdir -p $(@D)
	$(Q)$(CC) -O2 -g -std=gnu11 $(PLUGIN_WARNINGS) -fPIC -shared -o $@ $< -ldl

# The headers are those of the compiler that loads it; who compiles it is all
# the same.  GCC itself is built without run-time type information.  A compiler
# may be running the old one, so the new one takes its place at once.
define plugin_rules
$(PLUGIN)/$1/%.o: gcc-plugin/%.c gcc-plugin/build.mk
	@echo "  CXX   $$@"
	@mkdir -p $$(@D)
	$(Q)$(CXX) -x c++ -std=gnu++17 $(CXXFLAGS) $(PLUGIN_WARNINGS) -fPIC \
		-fno-rtti -fno-exceptions $$(shell pkg-config --cflags libxml-2.0) \
		$(patsubst $1=%,-isystem %,$(firstword $(filter $1=%,$(PLUGIN_HEADERS)))) \
		-MMD -MP -c -o $$@ $$<

$(PLUGIN)/diopin-$1.so: $(PLUGIN_SOURCES:gcc-plugin/%.c=$(PLUGIN)/$1/%.o)
	@echo "  LD    $$@"
	$(Q)$(CXX) $(CXXFLAGS) -shared -o $$@.new $$^ \
		$$(shell pkg-config --libs libxml-2.0)
	$(Q)mv $$@.new $$@

-include $(PLUGIN_SOURCES:gcc-plugin/%.c=$(PLUGIN)/$1/%.d)
endef
$(foreach version,$(PLUGIN_VERSIONS),$(eval $(call plugin_rules,$(version))))
