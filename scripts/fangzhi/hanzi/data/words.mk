# Makes words.xz from jieba's word list (MIT) and the characters with several readings in OpenCC's (Apache-2.0).
#
#   make -f scripts/fangzhi/hanzi/data/words.mk JIEBA=path/to/jieba/dict.txt OPENCC=path/to/opencc/dictionary
#
# Kept are words of two to four Han characters that jieba counted five times or more, or three times where one
# of their characters has several readings, and every single character. One line a level: ten times the natural
# logarithm of the count, then the words of that level. jieba's counts are of 60,101,967 words in all.

HERE := $(dir $(lastword $(MAKEFILE_LIST)))
SHELL := /bin/bash

$(HERE)words.xz: $(JIEBA) $(OPENCC)/STCharacters.txt
	set -o pipefail; export LC_ALL=C; \
	grep -aP '^(?:[\xe4-\xe9][\x80-\xbf]{2}){1,4} ' $(JIEBA) \
	| awk 'NR == FNR { if ($$3 != "") many[$$1]; next } \
	    { keep = length($$1) == 3 || $$2 > 4; \
	      if ($$2 > 2) for (i = 1; i < length($$1); i += 3) keep = keep || substr($$1, i, 3) in many } \
	    keep && $$2 > 0 { print int(10 * log($$2) + 0.5), $$1 }' $(OPENCC)/STCharacters.txt - \
	| sort -k1,1n -k2,2 \
	| awk '$$1 != level { if (NR > 1) print ""; level = $$1; printf "%s", level } \
	    { printf " %s", $$2 } END { print "" }' \
	| xz -9e > $@
