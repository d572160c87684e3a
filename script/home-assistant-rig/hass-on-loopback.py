"""Starts Home Assistant as its command `hass` does, but keeps multicast DNS off the network.

Home Assistant opens it with its first HTTP client, whatever is configured, on every interface of the machine.
"""

import sys

import zeroconf

start = zeroconf.Zeroconf.__init__


def start_on_loopback(self, *_args, **_kwargs):
    start(self, interfaces=["127.0.0.1"], unicast=True, ip_version=zeroconf.IPVersion.V4Only)


zeroconf.Zeroconf.__init__ = start_on_loopback

from homeassistant.__main__ import main  # noqa: E402 - after what it uses was changed

sys.exit(main())
