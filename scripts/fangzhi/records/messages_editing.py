"""The sentences of the preview and of the browser editor, in Chinese and English. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

EDITING: dict[str, Message] = {
    "editor-not-fetched": Message(
        "error",
        "这里开了网页编辑器，但编辑器的程序还没有取来。请运行fangzhi editor，只要一次。",
        "The browser editor is switched on, but its program was not fetched. Run fangzhi editor, once.",
    ),
    "needs-npm": Message(
        "error",
        "取网页编辑器要用npm，这里没有。请先装Node.js。",
        "npm is needed to fetch the browser editor, and is not here. Install Node.js first.",
    ),
    "not-fetched": Message("error", "取不来：{detail}。", "It could not be fetched: {detail}."),
    "wrong-digest": Message(
        "error",
        "取来的文件与预期不同（{found}，应为{expected}），没有用它。",
        "What was fetched is not what was expected ({found} instead of {expected}), and was not used.",
    ),
    "changed-meanwhile": Message(
        "error",
        "没有保存：打开以后，这个文件在别处改过（另一个窗口，或别的程序）。请先把这里改的抄下来，再刷新页面，在新的上面改。",
        "Not saved: the file was changed elsewhere after it was opened here (in another window, or by another program). Copy what "
        "you changed, load the page again, and change the new text.",
    ),
    "cannot-listen": Message(
        "error",
        "不能在这里开预览：{reason}。请用--port换一个端口，如--port 8001。",
        "The preview cannot be served here: {reason}. Choose another port, as in --port 8001.",
    ),
}
