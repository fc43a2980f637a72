#!/usr/bin/env python3
"""Writes common-passwords.txt. docs/dependencies.md gives the rule and the sources.

Usage: condense_passwords.py ZXCVBN ZXCVBN_TS, the unpacked npm packages zxcvbn 4.4.2 and @zxcvbn-ts/language-common 4.1.3.
"""
import json
import re
import sys

MIN_LENGTH = 10  # PasswordRules.MinLength: what is shorter is refused before the list is asked.
LISTS = ('passwords', 'english_wikipedia', 'surnames', 'female_names', 'male_names')

lists = dict(re.findall(r'''^  (\w+): ['"]([^'"\n]*(?:'[^"\n]*)?)['"]\.split''', open(sys.argv[1] + '/src/frequency_lists.coffee').read(), re.M))
words = {w.lower() for name in LISTS for w in lists[name].split(',')}
words |= {w.lower() for w in json.load(open(sys.argv[2] + '/src/passwords.json'))}
with open('common-passwords.txt', 'w', encoding='utf-8') as out:
    out.write('# Common passwords and single words of ten characters or more: docs/dependencies.md. MIT licence.\n'
              '# Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc. Copyright (c) 2021 @zxcvbn-ts\n')
    out.writelines(w + '\n' for w in sorted(words) if len(w) >= MIN_LENGTH)
