#!/bin/sh
# Runs luacheck, and the specs on every interpreter.
set -eu
cd "$(dirname "$0")"

interpreters=$(./interpreters.sh)
luacheck --quiet --no-color telemetry spec
for lua in $interpreters; do
  printf '%s: ' "$(basename "$lua")"
  "$lua" spec/run.lua spec/*_spec.lua
done
