#!/bin/sh
# Prints the path of a Lua that has LuaSocket; installs the system's packages when that is allowed.
set -eu

find_lua() {
  for name in ${LUA:-} lua lua5.4 lua5.3 lua5.1 luajit; do
    path=$(command -v "$name") || continue
    "$path" -e 'require("socket.http")' 2>/dev/null && echo "$path" && return 0
  done
  return 1
}

find_lua && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo '· installing Lua' >&2
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends lua5.4 lua-socket >&2
  find_lua && exit 0
fi
echo 'The first-run test needs a Lua with LuaSocket: install the packages lua5.4 and lua-socket (as' >&2
echo 'root: apt-get install lua5.4 lua-socket), or set LUA to the path of a Lua that has it.' >&2
exit 1
