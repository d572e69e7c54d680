# Makes openings.txt: words that begin as a name would, from jieba's word list (MIT). With the surnames of surnames.txt.
#
#   make -f scripts/fangzhi/desk/data/openings.mk JIEBA=path/to/jieba/dict.txt
#
# Kept are words of two characters that jieba counted five times or more, and of three counted ten times or more, which
# begin with a surname of one character and are not marked as a person's name (nr). One line a surname.

HERE := $(dir $(lastword $(MAKEFILE_LIST)))
SHELL := /bin/bash

$(HERE)openings.txt: $(JIEBA) $(HERE)surnames.txt
	set -o pipefail; export LC_ALL=C; \
	grep -aP '^(?:[\xe4-\xe9][\x80-\xbf]{2}){2,3} ' $(JIEBA) \
	| awk 'NR == FNR { if (!/ /) for (i = 1; i < length($$0); i += 3) name[substr($$0, i, 3)]; next } \
	    substr($$1, 1, 3) in name && $$3 !~ /^nr/ && $$2 >= (length($$1) == 6 ? 5 : 10) { print $$1 }' $(HERE)surnames.txt - \
	| sort -u \
	| awk '{ first = substr($$1, 1, 3); printf "%s%s", (NR == 1 ? "" : first == last ? " " : "\n"), $$1; last = first } \
	    END { print "" }' > $@
