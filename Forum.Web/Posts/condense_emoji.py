#!/usr/bin/env python3
"""Writes emoji-data.js. docs/dependencies.md gives the rules; run it in the folder of that file.

Needs emoji-test.txt of Emoji 15.0 (Debian: unicode-data) and the English annotations of CLDR 41 (Debian: unicode-cldr-core).
For newer emoji take both newer. An argument replaces the folder of the data.
"""
import re
import sys
import xml.etree.ElementTree as xml

DATA = sys.argv[1] if len(sys.argv) > 1 else '/usr/share/unicode'
HEADER = """// Emoji 15.0: a line with = begins a group; the others are an emoji, its English name, and further words to find it by.
// Condensed by condense_emoji.py; docs/dependencies.md gives source and rule.
// Copyright 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Unicode terms of use, https://www.unicode.org/copyright.html
// Modified: condensed from the Unicode data files.
export default `"""
TONES = {f'1F3F{digit}' for digit in 'BCDEF'}
# A person is enough: men and women doing the same would double the group, and families fill screens.
LEFT_OUT = re.compile(r'^(man|woman|men|women)\b(?! and | dancing|$)|^(family|kiss|couple with heart): ')
MAX_WORDS = 6


def keywords():
    found = {}
    for kind in 'annotations', 'annotationsDerived':
        for note in xml.parse(f'{DATA}/cldr/common/{kind}/en.xml').iter('annotation'):
            if note.get('type') is None:
                found[note.get('cp')] = [word.strip() for word in note.text.split('|')]
    return found


def emoji():
    for line in open(f'{DATA}/emoji/emoji-test.txt', encoding='utf-8'):
        if line.startswith('# group: ') and 'Component' not in line:
            yield '= ' + line.removeprefix('# group: ').strip(), None
        match = re.match(r'([0-9A-F ]+?) *; fully-qualified *# \S+ E[\d.]+ (.+)', line)
        if match and not TONES & set(match[1].split()) and not LEFT_OUT.search(match[2]):
            yield ''.join(chr(int(point, 16)) for point in match[1].split()), match[2]


def further(name, words):
    known = re.findall(r'\w+', name.lower())
    new = []
    for word in words:
        for part in re.findall(r'[^\W_]+', word.lower()):
            # A search looks at the beginnings of words.
            if len(part) > 1 and not any(other.startswith(part) for other in known + new):
                new.append(part)
    return new[:MAX_WORDS]


words = keywords()
lines = []
for sign, name in emoji():
    if name is None:
        lines.append(sign)
        continue
    more = further(name, words.get(sign.replace('\uFE0F', ''), []))
    lines.append(f'{sign} {name}' + (f'|{" ".join(more)}' if more else ''))
with open('emoji-data.js', 'w', encoding='utf-8') as file:
    file.write(HEADER + '\n'.join(lines) + '`;\n')
