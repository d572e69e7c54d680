"""Why the system would not read or write something, in Chinese: it gives its reasons in English alone."""

from __future__ import annotations

import errno
import os

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径当中有一段是文件，不是文件夹",
    errno.EEXIST: "这里已经有了",
    errno.ENOTEMPTY: "文件夹里有东西",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EFBIG: "文件太大",
    errno.EIO: "读写出错，磁盘或连线可能坏了",
    errno.EBUSY: "正被别的程序占用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "这台电脑没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
}
_OWN = {
    "not a file": "不是普通的文件",
    "no whole Word file": "不是完好的Word文件（.docx）",
    "no web page": "不是完好的网页",
}
_CHINESE = {os.strerror(number): said for number, said in _REASONS.items()} | _OWN


def in_chinese(reason: str) -> str:
    """A reason of the system's in Chinese, where it is one of those that are met here; any other as it is."""
    return _CHINESE.get(reason, reason)
