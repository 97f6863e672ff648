#!/bin/sh
# Prints the paths of the Lua interpreters that the SDK is tested on; installs the system's packages
# when that is allowed. LUA_INTERPRETERS in the environment names others.
set -eu

NAMES='lua5.1 lua5.2 lua5.3 lua5.4 luajit'

find_all() {
  for name in ${LUA_INTERPRETERS:-$NAMES}; do
    path=$(command -v "$name") && "$path" -e 'require("socket") require("ssl")' 2>/dev/null || return 1
    echo "$path"
  done
}

if [ -z "$(find_all || true)" ] || ! find_all >/dev/null || ! command -v luacheck >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo '· installing Lua 5.1 to 5.4 and LuaJIT' >&2
    apt-get update -qq >&2
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      $NAMES lua-socket lua-sec lua-check >&2
  fi
fi
find_all && exit 0
echo "The Lua SDK is tested on $NAMES with LuaSocket and LuaSec, and checked with luacheck. As root:" >&2
echo "apt-get install $NAMES lua-socket lua-sec lua-check" >&2
exit 1
