#!/bin/sh
# Prints the path of a Chromium; installs the system's package when that is allowed.
set -eu

find_chromium() {
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

find_chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo '· installing Chromium' >&2
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2
  find_chromium && exit 0
fi
echo 'The browser tests need Chromium: install the package chromium (as root: apt-get install' >&2
echo 'chromium), or set CHROMIUM to the path of a Chromium or Chrome.' >&2
exit 1
