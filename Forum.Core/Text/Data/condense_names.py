#!/usr/bin/env python3
"""Writes name-scripts.txt and name-skeleton.txt. docs/dependencies.md gives the rules; run it beside the files it writes.

Needs the Unicode Character Database 15.0 (Debian: unicode-data) and ICU 72 (Debian: libicu72), whose spoof checker carries
confusables.txt and IdentifierStatus.txt of UTS #39 15.0. For a newer Unicode take both newer and change ICU below.
"""
import ctypes
import unicodedata
from collections import defaultdict

UCD = '/usr/share/unicode/'
ICU = '72'
HEADER = """# Unicode 15.0.0: {what}
# Condensed by condense_names.py; docs/dependencies.md gives source and rule.
# Copyright 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Unicode terms of use, https://www.unicode.org/copyright.html
# Modified: condensed from the Unicode data files.
"""
# UAX #31, table 5: the scripts in wide use, in which UTS #39 says which characters modern text needs. Common and inherited count with them.
RECOMMENDED = set('Zyyy Zinh Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hani Hang Hebr Hira Kana Knda Khmr Laoo Latn '
                  'Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt'.split())
# Compatibility characters that are letters of everyday text: Armenian ew; Thai and Lao am; Lao ho no and ho mo.
EVERYDAY = {0x587, 0xE33, 0xEB3, 0xEDC, 0xEDD}
# UTS #39, 5.1: scripts that are written together. Latin joins each of the three East Asian mixtures: "highly restrictive".
AUGMENTED = {'Hani': 'Hanb Jpan Kore', 'Hira': 'Jpan', 'Kana': 'Jpan', 'Bopo': 'Hanb', 'Hang': 'Kore', 'Latn': 'Hanb Jpan Kore'}


def fields(name):
    for line in open(UCD + name, encoding='utf-8'):
        line = line.split('#')[0].strip()
        if line:
            yield [f.strip() for f in line.split(';')]


def points(text):
    first, _, last = text.partition('..')
    return range(int(first, 16), int(last or first, 16) + 1)


def with_property(name, *wanted):
    return {c for f in fields(name) if tuple(f[1:1 + len(wanted)]) == wanted for c in points(f[0])}


def categories():
    result, first = {}, None
    for f in fields('UnicodeData.txt'):
        c = int(f[0], 16)
        for each in range(first if f[1].endswith('Last>') else c, c + 1):
            result[each] = f[2]
        first = c
    return result


def load_icu():
    common, spoof = ctypes.CDLL('libicuuc.so.' + ICU), ctypes.CDLL('libicui18n.so.' + ICU)
    error = ctypes.c_int(0)
    opened, recommended_set = getattr(spoof, 'uspoof_open_' + ICU), getattr(spoof, 'uspoof_getRecommendedSet_' + ICU)
    opened.restype = recommended_set.restype = ctypes.c_void_p
    checker = ctypes.c_void_p(opened(ctypes.byref(error)))
    allowed = ctypes.c_void_p(recommended_set(ctypes.byref(error)))
    contains = getattr(common, 'uset_contains_' + ICU)
    contains.argtypes, contains.restype = [ctypes.c_void_p, ctypes.c_int], ctypes.c_int8

    def skeleton(text):
        source, target, failed = text.encode(), ctypes.create_string_buffer(400), ctypes.c_int(0)
        size = getattr(spoof, 'uspoof_getSkeletonUTF8_' + ICU)(checker, 0, source, len(source), target, 400, ctypes.byref(failed))
        assert failed.value <= 0
        return target.raw[:size].decode()
    return skeleton, lambda c: bool(contains(allowed, c))


def script_sets():
    short = {f[2]: f[1] for f in fields('PropertyValueAliases.txt') if f[0] == 'sc'}
    sets = {c: {short[f[1]]} for f in fields('Scripts.txt') for c in points(f[0])}
    main = {c: next(iter(s)) for c, s in sets.items()}
    sets.update({c: set(f[1].split()) for f in fields('ScriptExtensions.txt') for c in points(f[0])})
    for c in sets:
        sets[c] = sets[c] | {a for s in sets[c] for a in AUGMENTED.get(s, '').split()}
    return main, sets


def allowed_points(recommended, main):
    category = categories()
    ignorable = with_property('DerivedCoreProperties.txt', 'Default_Ignorable_Code_Point')
    identifier = with_property('DerivedCoreProperties.txt', 'XID_Continue')
    composed = with_property('DerivedNormalizationProps.txt', 'NFC_QC', 'N')
    compatible = with_property('DerivedNormalizationProps.txt', 'NFKC_QC', 'N')
    for c in sorted(identifier - ignorable - composed):
        if category[c] not in ('Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Nd'):
            continue
        if c in EVERYDAY or (c not in compatible and (main[c] not in RECOMMENDED or recommended(c))):
            yield c


def write_scripts(allowed, sets):
    lines, previous = defaultdict(list), None
    for c in allowed:
        key = ' '.join('Zyyy' if s == 'Zinh' else s for s in sorted(sets[c]))
        ranges = lines[key]
        if previous == (key, c - 1):
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
        previous = (key, c)
    with open('name-scripts.txt', 'w', encoding='utf-8') as out:
        out.write(HEADER.format(what='the letters, marks and digits a name may hold, by the scripts they are written in (UTS #39 augmented)'))
        for key in sorted(lines):
            out.write(key + ': ' + ' '.join(f'{a:X}' if a == b else f'{a:X}-{b:X}' for a, b in lines[key]) + '\n')


class Classes:
    """Union-find over characters; a class may also stand for a string of several (m for rn)."""

    def __init__(self, main):
        self.parent, self.members, self.strings, self.main = {}, {}, {}, main

    def find(self, c):
        if self.parent.setdefault(c, c) == c:
            self.members.setdefault(c, {c})
            return c
        return self.find(self.parent[c])

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[b] = a
            self.members[a] |= self.members.pop(b)
            strings = self.strings.pop(a, []) + self.strings.pop(b, [])
            if strings:
                self.strings[a] = strings

    def would_merge_letters(self, a, b, ascii_only):
        a, b = self.members[self.find(a)], self.members[self.find(b)]
        if ascii_only:
            return self.find(next(iter(b))) in self.strings or all(any(c.isascii() for c in x) for x in (a, b))
        return bool({self.main.get(ord(c)) for c in a} & {self.main.get(ord(c)) for c in b})

    def resolve(self, c):
        root = self.find(c)
        if root in self.strings:
            return ''.join(self.resolve(x) for x in min(self.strings[root], key=lambda s: (len(s), s)))
        return min(self.members[root], key=lambda x: (not x.isascii(), not x.isalpha(), x))


def skeleton_map(allowed, skeleton, main):
    folding = {chr(int(f[0], 16)): ''.join(chr(int(x, 16)) for x in f[2].split()) for f in fields('CaseFolding.txt') if f[1] in 'CF'}
    decompose = lambda s: unicodedata.normalize('NFKD', s)
    fold = lambda s: decompose(''.join(folding.get(c, c) for c in decompose(s)))
    sources = {x for c in allowed for x in decompose(chr(c))}
    sources |= {y for x in sources for y in fold(x)}
    sources = sorted(sources | {x for c in folding if set(fold(c)) <= sources for x in decompose(c)})
    # A prototype that folds to more letters (beta looks like sharp s, which folds to ss) would join look-alikes of neither.
    looks = lambda c: fold(skeleton(c)) if len(fold(skeleton(c))) == len(decompose(skeleton(c))) else c
    classes, capitals = Classes(main), []
    for c in sorted({y for x in sources for y in fold(x)}):
        seen = looks(c)
        classes.find(c)
        if len(seen) == 1:
            classes.join(seen, c)
        else:
            classes.strings.setdefault(classes.find(c), []).append(seen)
    classes.join('i', 'l')
    for c in sources:
        seen = looks(c)
        if fold(c) != c and len(seen) == len(fold(c)) == 1:
            capitals.append((not seen.isascii(), seen, fold(c)))
    for foreign, seen, folded in sorted(capitals):
        if classes.find(seen) != classes.find(folded):
            if classes.would_merge_letters(seen, folded, ascii_only=not foreign):
                print(f'kept apart although the capitals look alike: {seen} {folded}')
            else:
                classes.join(seen, folded)
    result = {c: unicodedata.normalize('NFD', ''.join(classes.resolve(x) for x in fold(c))) for c in sources}
    for target in set(result.values()):
        assert decompose(target) == target and all(result.get(x, x) == x for x in target), target
    return {c: t for c, t in result.items() if c != t}


def write_skeleton(mapping):
    lines = defaultdict(list)
    for source, target in mapping.items():
        lines[target].append(source)
    hexadecimal = lambda text: ' '.join(f'{ord(c):X}' for c in text)
    with open('name-skeleton.txt', 'w', encoding='utf-8') as out:
        out.write(HEADER.format(what='case folding and the confusable characters of UTS #39, as target: sources'))
        for target in sorted(lines):
            out.write(hexadecimal(target) + ': ' + hexadecimal(sorted(lines[target])) + '\n')


def main():
    skeleton, recommended = load_icu()
    script, sets = script_sets()
    allowed = list(allowed_points(recommended, script))
    write_scripts(allowed, sets)
    write_skeleton(skeleton_map(allowed, skeleton, script))


if __name__ == '__main__':
    main()
