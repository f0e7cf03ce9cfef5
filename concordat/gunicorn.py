"""Gunicorn's settings: the same for one machine and for containers, told by the environment.

The application is loaded once and then forked, which spares memory; threads take the waiting.
"""

import gc
import os
from pathlib import Path

from concordat.env import Environment

_env = Environment(os.environ)
_local = _env.text("DJANGO_SETTINGS_MODULE").endswith(".local")

bind = f"127.0.0.1:{_env.port()}" if _local else f"0.0.0.0:{_env.port()}"
workers = _env.number("WEB_WORKERS", 2, low=1, high=64)
threads = _env.number("WEB_THREADS", 4, low=1, high=64)
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# A heartbeat file on a real disk can block a worker; memory cannot.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
accesslog = None if _local else "-"
logger_class = "concordat.access_log.AccessLog"
errorlog = "-"
loglevel = "warning" if _local else "info"
forwarded_allow_ips = "*" if not _local and _env.flag("BEHIND_PROXY") else "127.0.0.1"


def pre_fork(server: object, worker: object) -> None:
    """Move what is loaded out of the collector's sight, so that its pages stay shared."""
    gc.freeze()
