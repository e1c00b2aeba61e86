#!/bin/sh
# publish.sh SITE RECEIPT TRUSTED.pub PUBLISHED: copies SITE, verifies the copy, and lets PUBLISHED (a link) point to
# it. What is verified is what goes out: nobody can change the copy's original in between.
set -eu
site=$1 receipt=$2 trusted=$3 published=$4
mkdir -p "$published.releases"
copy=$(mktemp -d "$published.releases/XXXXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -RP "$site/." "$copy"
if ! "${MISHEN:-mishen}" verify "$receipt" "$copy" --trust "$trusted" --complete --max-age "${MAX_AGE:-30}"; then
  echo "publish: not verified, $published stays as it is" >&2
  exit 1
fi
chmod 755 "$copy"
ln -sfn "$(basename "$published").releases/$(basename "$copy")" "$published.next"
mv -T "$published.next" "$published"
trap - EXIT
