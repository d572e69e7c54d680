"""The sentences of what can go wrong while a site is made. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

BUILDING: dict[str, Message] = {
    "build-waits": Message(
        "advice",
        "这个档案正在建站，等它结束。",
        "Another build of this archive is at work; waiting until it ends.",
    ),
}
