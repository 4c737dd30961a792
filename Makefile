# claimd. `make help` lists the targets; what they install is in tools/install-deps.
#
# A new .c below src/ and a new tests/unit/test_*.c are found without a line here. Three builds lie beside each other:
# build/ (release), build/asan/ (address and undefined behaviour, what the tests run) and build/tsan/ (threads).
# `make CC=clang BUILD=build/clang` makes any of them with another compiler.

CC     ?= cc
BUILD  ?= build
LISTEN ?= 127.0.0.1:8080
DATA   ?= var

ifeq ($(origin CC),default)
CC := gcc
endif
# All cores, except under another make and where `clean` has to come before the rest.
ifeq ($(MAKELEVEL)$(filter clean,$(MAKECMDGOALS))$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

PACKAGES := libmicrohttpd jansson sqlite3 libsodium libutf8proc zlib md4c libxxhash
# A row of a table leaves out the members at its end that it does not need.
WARNINGS := -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wformat=2 -Wvla -Wundef -Wpointer-arith -Wcast-qual -Wwrite-strings -Wno-missing-field-initializers
# cmocka takes its initial state as void *, also where that is a row of a constant table.
WARNINGS_test := $(WARNINGS) -Wno-cast-qual

# Asked for once, by the first recipe that compiles: by then `make run` and `make test` have installed what was missing.
PKG_CFLAGS  = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS    = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
CMOCKA_LIBS = $(eval CMOCKA_LIBS := $$(shell pkg-config --libs cmocka))$(CMOCKA_LIBS)

COMMON := -std=gnu17 -D_GNU_SOURCE -Iinclude -pthread
BRANCH := $(if $(filter x86_64 i%86,$(shell uname -m)),-fcf-protection)

# NDEBUG is never set: a broken assertion ends releases too.
CFLAGS_release  := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection $(BRANCH) -fPIE
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,--as-needed
# Of what is compiled as one (TEXTS). clang's would need another linker.
LTO_release     := $(if $(findstring clang,$(shell $(CC) --version 2>/dev/null)),,-flto=auto -ffat-lto-objects)
CFLAGS_asan     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_asan    := -fsanitize=address,undefined
CFLAGS_tsan     := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
LDFLAGS_tsan    := -fsanitize=thread
# libFuzzer comes with clang.
CFLAGS_fuzz     := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_fuzz    := -fsanitize=fuzzer,address,undefined

SOURCES := $(sort $(shell find src -name '*.c' 2>/dev/null))
TESTS   := $(sort $(wildcard tests/unit/test_*.c))
FUZZERS := $(filter-out tests/fuzz/run.c,$(sort $(wildcard tests/fuzz/*.c)))
# Everything but main goes into an archive, so that a unit test links what it names.
MODULES := $(filter-out src/main.c,$(SOURCES))
# The passes that read a text call each other for every word. lexicon_file.c has its lists from the assembler, which does not
# bear being cut in parts.
TEXTS   := $(filter-out src/text/lexicon_file.c,$(filter src/text/% src/core/%,$(MODULES)))

DIR_release := $(BUILD)
DIR_asan    := $(BUILD)/asan
DIR_tsan    := $(BUILD)/tsan
DIR_fuzz    := $(BUILD)/fuzz

.PHONY: all asan tsan run test check-all bench quality format lint smells install clean help openapi web images test-container
.SUFFIXES:
.DELETE_ON_ERROR:

all: $(BUILD)/claimd ## build the program: build/claimd

FLAVOURS := release asan tsan fuzz
# $(1) is one of them.
define flavour
$(DIR_$(1))/obj/%.o: %.c Makefile
	@mkdir -p $$(@D)
	@echo "  cc    $$@"
	@$(CC) $(COMMON) $(CFLAGS_$(1)) $$(if $$(filter tests/%,$$<),$(WARNINGS_test),$(WARNINGS)) $$(PKG_CFLAGS) $(CFLAGS) $$(if $$(filter $(TEXTS),$$<),$(LTO_$(1))) -MMD -MP -c -o $$@ $$<

$(DIR_$(1))/obj/texts.o: $(TEXTS:%.c=$(DIR_$(1))/obj/%.o)
	@echo "  join  $$@"
	@$(CC) $(CFLAGS_$(1)) $(CFLAGS) $(LTO_$(1)) -r -flinker-output=nolto-rel -o $$@ $$^

$(DIR_$(1))/libclaimd.a: $(patsubst %.c,$(DIR_$(1))/obj/%.o,$(if $(LTO_$(1)),$(filter-out $(TEXTS),$(MODULES)) texts.c,$(MODULES)))
	@rm -f $$@
	@$(AR) rcs $$@ $$^

$(DIR_$(1))/claimd: $(DIR_$(1))/obj/src/main.o $(DIR_$(1))/libclaimd.a
	@echo "  link  $$@"
	@$(CC) $(LDFLAGS_$(1)) $(LDFLAGS) -pthread -o $$@ $$^ $$(PKG_LIBS)

# What tests/quality/run.mjs drives.
$(DIR_$(1))/quality-driver: $(DIR_$(1))/obj/tests/quality/driver.o $(DIR_$(1))/libclaimd.a
	@$(CC) $(LDFLAGS_$(1)) $(LDFLAGS) -pthread -o $$@ $$^ $$(PKG_LIBS)

$(DIR_$(1))/test/%: $(DIR_$(1))/obj/tests/unit/%.o $(DIR_$(1))/libclaimd.a
	@mkdir -p $$(@D)
	@$(CC) $(LDFLAGS_$(1)) $(LDFLAGS) -pthread -o $$@ $$^ $$(PKG_LIBS) $$(CMOCKA_LIBS)

# A fuzz target has its main from libFuzzer, or else from tests/fuzz/run.c.
$(DIR_$(1))/target/%: $(DIR_$(1))/obj/tests/fuzz/%.o $(if $(filter fuzz,$(1)),,$(DIR_$(1))/obj/tests/fuzz/run.o) $(DIR_$(1))/libclaimd.a
	@mkdir -p $$(@D)
	@$(CC) $(LDFLAGS_$(1)) $(LDFLAGS) -pthread -o $$@ $$^ $$(PKG_LIBS)

.PHONY: programs-$(1) tests-$(1) targets-$(1)
programs-$(1): $(DIR_$(1))/claimd
targets-$(1): $(FUZZERS:tests/fuzz/%.c=$(DIR_$(1))/target/%)
tests-$(1): $(TESTS:tests/unit/%.c=$(DIR_$(1))/test/%)

-include $(SOURCES:%.c=$(DIR_$(1))/obj/%.d) $(TESTS:%.c=$(DIR_$(1))/obj/%.d) $(DIR_$(1))/obj/tests/quality/driver.d \
         $(FUZZERS:%.c=$(DIR_$(1))/obj/%.d) $(DIR_$(1))/obj/tests/fuzz/run.d
endef
$(foreach one,$(FLAVOURS),$(eval $(call flavour,$(one))))
.SECONDARY:

# Files that src/api/assets.c takes in by .incbin, which -MMD does not see.
EMBEDDED := $(wildcard web/dist/*)
EMBEDDED += $(patsubst web/dist/%,build/web/%.gz,$(filter %.css %.html %.js %.svg,$(EMBEDDED)))
$(foreach one,$(FLAVOURS),$(DIR_$(one))/obj/src/api/assets.o): $(EMBEDDED)

# Not below $(BUILD): assets.c names them.
build/web/%.gz: web/dist/%
	@mkdir -p $(@D)
	@gzip -9nc $< > $@

# The same for src/text/lexicon_file.c.
$(foreach one,$(FLAVOURS),$(DIR_$(one))/obj/src/text/lexicon_file.o): $(wildcard src/text/lexicon/*.txt)

asan: programs-asan tests-asan ## build program and unit tests with address and undefined-behaviour sanitizers

tsan: programs-tsan tests-tsan ## the same with the thread sanitizer

install: ## install what building and running need, by apt (NO_INSTALL=1 only names it)
	@tools/install-deps run

run: ## install, build, load the example library once, serve (LISTEN=127.0.0.1:8080 DATA=var)
	@tools/install-deps run
	@$(MAKE) -s --no-print-directory all
	@tools/serve "$(BUILD)/claimd" "$(LISTEN)" "$(DATA)"

test: ## install, build, run all tests; ends with `N passed, N failed`
	@tools/install-deps test
	@$(MAKE) -s --no-print-directory node-packages all asan targets-asan $(BUILD)/quality-driver
	@tests/run

# Fetched while others compile. What could not be fetched is fetched again, and told of, where it is needed.
.PHONY: node-packages
node-packages:
	@tools/node-packages tests tests/browser api/client web >/dev/null 2>&1 || true

check-all: ## make test, then the same with thread sanitizer, valgrind, clang and fuzzers
	@tools/install-deps test
	@$(MAKE) -s --no-print-directory all asan targets-asan tsan tests-release $(BUILD)/quality-driver
	@$(MAKE) -s --no-print-directory CC=clang BUILD=$(BUILD)/clang all tests-release
	@$(MAKE) -s --no-print-directory CC=clang targets-fuzz
	@tests/run all edits tsan valgrind linear fuzzers

quality: ## what the analysis of texts reaches, beside rivals on the same text (takes minutes)
	@tools/install-deps test
	@$(MAKE) -s --no-print-directory all $(BUILD)/quality-driver
	@npm ci --prefix tests/quality --no-audit --no-fund --loglevel=error
	@node tests/quality/run.mjs

bench: ## measure against named rivals (takes minutes)
	@tools/install-deps bench
	@$(MAKE) -s --no-print-directory all
	@bench/run

format: ## put every C file into the form of .clang-format
	@. tests/check/lib.sh && c_files src include tests bench | xargs -r clang-format -i

lint: ## clang-tidy over all sources; those that passed are not looked at again
	@tests/check/lint

.PHONY: lint-flags
lint-flags:
	@echo $(COMMON) $(WARNINGS_test) $(PKG_CFLAGS)

smells: ## list long files and functions, deep nesting, many parameters (never fails)
	@tools/smells

openapi: $(BUILD)/claimd ## write api/openapi.json from the program's tables
	@mkdir -p api
	@$(BUILD)/claimd openapi > $(BUILD)/openapi.json
	@mv $(BUILD)/openapi.json api/openapi.json

web: ## build the page, web/dist, from web/src (needs node)
	@tools/node-packages api/client web
	@npm run --silent --prefix api/client types
	@web/node_modules/.bin/tsc --project web
	@node web/build.mjs --sizes

images: ## make the pictures of the documentation, docs/images, anew (needs chromium)
	@tools/install-deps test
	@$(MAKE) -s --no-print-directory all asan
	@tools/node-packages tests tests/browser
	@IMAGES=1 node --test tests/browser/newcomer.test.mjs tests/browser/keyboard.test.mjs

test-container: ## build the container for real, run it, look at it
	@docker/test-container

clean: ## remove build/
	rm -rf $(BUILD)

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS='	' read -r name about; do \
		printf '  make %-16s %s\n' "$$name" "$$about"; done
