"""Holds an unpacked bag against RFC 8493 (BagIt 1.0), with nothing but Python's own library.

usage: read-bag.py FOLDER     prints "bag" and ends with 0, or prints what is wrong, a line each, and ends with 1
"""

import hashlib
import os
import re
import sys
import unicodedata
from urllib.parse import unquote

wrong = []
bag = os.fsencode(sys.argv[1])


def check(condition, what):
    if not condition:
        wrong.append(what)


def read(name):
    path = os.path.join(bag, os.fsencode(name))
    if not os.path.isfile(path):
        wrong.append(f"{name} is missing")
        return b""
    with open(path, "rb") as file:
        return file.read()


def text_of(name):
    data = read(name)
    check(not data.startswith(b"\xef\xbb\xbf"), f"{name} begins with a byte order mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        wrong.append(f"{name} is not UTF-8")
        return ""


def files_below(folder):
    found = {}
    for place, folders, files in os.walk(os.path.join(bag, os.fsencode(folder))):
        for name in folders + files:
            check(not os.path.islink(os.path.join(place, name)), f"{name!r} is a link")
        for name in files:
            path = os.path.join(place, name)
            found[os.fsdecode(os.path.relpath(path, bag)).replace(os.sep, "/")] = path
    return found


# 2.1.1: exactly these two lines, in this order.
declaration = text_of("bagit.txt")
check(
    re.fullmatch(r"BagIt-Version: 1\.0(\r\n|\r|\n)Tag-File-Character-Encoding: UTF-8(\r\n|\r|\n)?", declaration),
    "bagit.txt is not the declaration of BagIt 1.0 in UTF-8",
)

# 2.2.2: label, colon, one space or tab, value; what begins with white space goes on with the line before.
labels = []
for line in re.split(r"\r\n|\r|\n", text_of("bag-info.txt")):
    if line == "" or (labels and line[0] in " \t"):
        continue
    match = re.fullmatch(r"([^\s:](?:[^:]*[^\s:])?):[ \t](.*)", line)
    check(match, f"bag-info.txt: {line!r}")
    if match:
        labels.append(match.groups())
tags = dict(labels)
for label in ["Source-Organization", "Bagging-Date", "Payload-Oxum"]:
    check(tags.get(label, "") != "", f"bag-info.txt has no {label}")
check(re.fullmatch(r"\d{4}-\d\d-\d\d", tags.get("Bagging-Date", "")), "Bagging-Date is no day")
for label in ["Payload-Oxum", "Bagging-Date", "Bag-Size", "Bag-Count", "Bag-Group-Identifier"]:
    check(sum(1 for one, _ in labels if one == label) <= 1, f"{label} stands there twice")


def manifest(name):
    listed = {}
    for line in re.split(r"\r\n|\r|\n", text_of(name)):
        if line == "":
            continue
        # 2.1.3: only line breaks and the percent sign are written in another way.
        match = re.fullmatch(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)", line)
        check(match, f"{name}: {line!r}")
        if not match:
            continue
        path = re.sub(r"%(0[AaDd]|25)", lambda found: unquote(found.group(0)), match.group(2))
        path = re.sub(r"^(\./)+", "", path)
        check(not path.startswith(("/", "~")) and ".." not in path.split("/"), f"{name}: {path} leads outside")
        check(path not in listed, f"{name}: {path} is listed twice")
        check(unicodedata.is_normalized("NFC", path), f"{name}: {path} is not NFC")
        listed[path] = match.group(1).lower()
    return listed


def compare(name, listed, found):
    for path, digest in listed.items():
        if path not in found:
            wrong.append(f"{name}: {path} is not there")
            continue
        with open(found[path], "rb") as file:
            check(hashlib.sha256(file.read()).hexdigest() == digest, f"{name}: {path} has another content")


# 3: complete both ways, and valid.
payload = files_below("data")
listed = manifest("manifest-sha256.txt")
compare("manifest-sha256.txt", listed, payload)
for path in payload:
    check(path in listed, f"manifest-sha256.txt does not list {path}")
octets = sum(os.path.getsize(path) for path in payload.values())
check(tags.get("Payload-Oxum") == f"{octets}.{len(payload)}", "Payload-Oxum is another one")

everything = files_below("")
tag_files = {path: at for path, at in everything.items() if not path.startswith("data/")}
tag_manifest = manifest("tagmanifest-sha256.txt")
compare("tagmanifest-sha256.txt", tag_manifest, tag_files)
for path in ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]:
    check(path in tag_manifest, f"tagmanifest-sha256.txt does not list {path}")
for path in tag_manifest:
    check(not re.match(r"tagmanifest-", path), "tagmanifest-sha256.txt lists itself")
check("fetch.txt" not in tag_files, "there is a fetch.txt")
folded = {}
for path in everything:
    key = unicodedata.normalize("NFC", path).casefold()
    check(key not in folded, f"{path} and {folded.get(key)} are one name for some systems")
    folded[key] = path

print("\n".join(wrong) if wrong else "bag")
sys.exit(1 if wrong else 0)
