"""The time zone of the office: days are days in China."""

from datetime import timedelta, timezone

OFFICE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
