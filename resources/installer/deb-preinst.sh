#!/bin/sh
# Makes what all shifts of a shared PC use together: the group mtx-watch, its data dir and the folder of the policy.
# Nothing of it is ever removed with the package: it holds the logs. DPKG_ROOT is set by dpkg --root.
set -e
root=${DPKG_ROOT:-}

if ! grep -q '^mtx-watch:' "$root/etc/group"; then
  if [ -n "$root" ]; then groupadd --prefix "$root" --system mtx-watch; else groupadd --system mtx-watch; fi
fi
group=$(sed -n 's/^mtx-watch:[^:]*:\([0-9]*\):.*/\1/p' "$root/etc/group")

# Whoever belongs to the group writes the same files: new ones get its id from the folder, and its rights from the default entries.
data="$root/var/lib/mtx-watch"
if [ ! -d "$data" ]; then
  install -d -m 2770 -g "$group" "$data"
  setfacl -m "default:group:$group:rwX" "$data"
fi

# The policy is root's alone; who may read its secrets is said by each file.
install -d -m 0755 "$root/etc/mtx-watch"
