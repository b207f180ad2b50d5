#!/bin/sh
# A PC whose program goes gets its login manager back. An update, which calls this as "upgrade", changes nothing.
set -e
if [ "$1" = remove ]; then "${DPKG_ROOT:-}/usr/sbin/mtx-watch-kiosk" off >/dev/null; fi
