"""The sentences of what can go wrong while a site is made. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

BUILDING: dict[str, Message] = {
    "no-such-theme": Message(
        "error",
        "没有安装主题“{found}”。请写material，或先安装这个主题。",
        "There is no theme “{found}” here. Write material, or install that theme first.",
    ),
    "no-such-extension": Message(
        "error",
        "没有安装Markdown扩展“{found}”。请改正名字，或先安装它。",
        "There is no Markdown extension “{found}” here. Mend the name, or install it first.",
    ),
    "unfit-settings": Message(
        "error",
        "MkDocs不接受这里的设置，它说：“{detail}”。",
        "MkDocs does not take these settings. It said: “{detail}”.",
    ),
    "build-waits": Message(
        "advice",
        "这个档案正在建站，等它结束。",
        "Another build of this archive is at work; waiting until it ends.",
    ),
    "not-utf-8": Message(
        "error",
        "输入的文字不是UTF-8编码。请把终端的编码改成UTF-8，再来一次。",
        "What was typed is not in UTF-8. Set the terminal to UTF-8, and try again.",
    ),
    "system-refused": Message("error", "做不下去：{reason}。", "Cannot go on: {reason}."),
    "process-ended": Message(
        "error",
        "系统中止了一个工作进程，多半是内存不够。原来的网站没有动。请关掉别的程序，或加上--jobs 1再试。",
        "The system ended a process that shared the work, most likely for want of memory. The site was not changed. Close "
        "other programs, or try again with --jobs 1.",
    ),
    "no-cluster": Message(
        "error",
        "用不了这个Dask集群：{reason}。请核对地址，并让调度器和至少一个工作进程运行着。",
        "This Dask cluster cannot be used: {reason}. Check the address, and that the scheduler and a worker are running.",
    ),
    "unlike-worker": Message(
        "error",
        "工作进程{worker}做出的文件会和本机的不一样：{found}。请在那里装上和本机相同的版本。",
        "Worker {worker} would make other files than this machine: {found}. Install there what is installed here.",
    ),
    "blind-worker": Message(
        "error",
        "工作进程{worker}看不到文件夹{folder}。档案和网站要放在共享的文件夹里，在每台机器上路径相同。",
        "Worker {worker} does not see the folder {folder}. Archive and site must be in shared folders, under the same "
        "paths on every machine.",
    ),
    "broken-template": Message(
        "error",
        "模板在这里出错：{detail}。请改正，或删去这个模板，改用本程序自带的。",
        "The template fails here: {detail}. Mend it, or delete it to have the one that comes with this program.",
    ),
    "dead-link": Message(
        "error",
        "这一页的链接“{found}”不通：网站上没有{target}。网站没有更新，原来的还在。请改正写这个链接的文章、手写页面或模板。",
        "The link “{found}” on this page leads nowhere: the site has no {target}. The site was not changed. Mend the article, "
        "hand-written page or template that has this link.",
    ),
    "dead-anchor": Message(
        "error",
        "这一页的链接“{found}”指向的位置不存在。网站没有更新，原来的还在。请改正写这个链接的文章、手写页面或模板。",
        "The link “{found}” on this page leads to a place that its target does not have. The site was not changed. Mend the "
        "article, hand-written page or template that has this link.",
    ),
    "unpaired-tag": Message(
        "error",
        "这一页的HTML不完整：{found}没有成对。网站没有更新，原来的还在。请改正模板或手写页面。",
        "The HTML of this page is not whole: {found} has no partner. The site was not changed. Mend the template or the "
        "hand-written page.",
    ),
    "no-counterpart": Message(
        "error",
        "这一页没有对应的{found}。网站没有更新，原来的还在。每一页都要有简体、繁体和英文三种版本。",
        "This page has no counterpart {found}. The site was not changed. Every page must be there in Simplified Chinese, in "
        "Traditional Chinese and in English.",
    ),
    "no-way-across": Message(
        "error",
        "这一页没有通往{found}的链接。网站没有更新，原来的还在。请在模板里恢复切换字形和语言的链接。",
        "This page does not link to {found}. The site was not changed. Put the links to the other variants back into the "
        "template.",
    ),
    "made-twice": Message(
        "error",
        "两样内容要写进同一个文件。网站没有更新，原来的还在。请给手写页面或附件换一个名字。",
        "Two things are to be written into this one file. The site was not changed. Rename the hand-written page or the file "
        "beside an article.",
    ),
    "not-made": Message(
        "error",
        "这个文件没有做出来。网站没有更新，原来的还在。这是程序的错，请报告。",
        "This file was not made. The site was not changed. This is a fault of the program: please report it.",
    ),
    "lost-part": Message(
        "error",
        "模板没有放上页面的这些部分：{detail}。请在模板里恢复它们。",
        "The templates leave out these parts of pages: {detail}. Put them back into the template.",
    ),
    "unfit-kind": Message(
        "error",
        "“{found}”这类文件不能放在网站上。可以放的有：{allowed}。",
        "A file of the kind “{found}” cannot be put on the site. These can: {allowed}.",
    ),
    "active-picture": Message(
        "error",
        "SVG图片里有“{found}”，它能运行程序或连到别处。请在绘图软件里另存为普通SVG，或存成PNG。",
        "The SVG picture has “{found}”, which can run code or ask other hosts. Save it as plain SVG, or as PNG.",
    ),
    "broken-picture": Message(
        "error",
        "SVG图片不是完整的XML（{detail}）。请在绘图软件里重新保存。",
        "The SVG picture is not whole XML ({detail}). Save it again in a drawing program.",
    ),
    "control-character": Message(
        "error",
        "这里有看不见的控制字符（{found}）。请删去。",
        "There is an invisible control character here ({found}). Delete it.",
    ),
    "same-but-for-case": Message(
        "error",
        "“{found}”和“{other}”只差大小写，在Windows和macOS上是同一个文件。请给其中一个换个名字。",
        "“{found}” and “{other}” differ only in case, and are one file on Windows and macOS: rename one of them.",
    ),
    "unfit-name": Message(
        "error",
        "这个文件名不是UTF-8编码，别的电脑读不出来。请换一个名字。",
        "The name of this file is not in UTF-8, so other machines cannot read it. Rename it.",
    ),
    "link-loop": Message(
        "error",
        "这个符号链接绕回了自己所在的地方。请删去，或者把文件本身放在这里。",
        "This symbolic link leads back to where it stands. Delete it, or put the file itself here.",
    ),
    "reserved-name": Message(
        "error",
        "“{found}”在Windows上不能作文件名，请换一个。",
        "No file can be called “{found}” on Windows: choose another name.",
    ),
}
