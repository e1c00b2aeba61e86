#!/bin/sh
# build.sh OUT: each pages/NAME.txt becomes OUT/NAME.html (its first line is the title), files/ goes along as it is.
set -eu
out=$1
rm -rf "$out"
mkdir -p "$out"
escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }
for page in pages/*.txt; do
  name=$(basename "$page" .txt)
  {
    printf '<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>'
    head -n 1 "$page" | escape | tr -d '\n'
    printf '</title></head>\n<body>\n<h1>'
    head -n 1 "$page" | escape | tr -d '\n'
    printf '</h1>\n'
    tail -n +2 "$page" | escape | sed '/^$/d; s|.*|<p>&</p>|'
    printf '</body>\n</html>\n'
  } > "$out/$name.html"
done
if [ -d files ]; then cp -R files "$out/files"; fi
