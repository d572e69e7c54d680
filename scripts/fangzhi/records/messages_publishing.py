"""The sentences of new archives and of publishing. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

PUBLISHING: dict[str, Message] = {
    # a new archive
    "folder-not-empty": Message(
        "error",
        "这里已经有东西了，什么都没有写。请另指一个新的或空的文件夹。",
        "Something is here already, so nothing was written. Name a folder that is new or empty.",
    ),
    "unknown-column": Message(
        "error", "没有“{found}”这一列。可用的列：{columns}。", "There is no column “{found}”. Columns are {columns}."
    ),
    "bad-term-id": Message(
        "error",
        "编号“{found}”要作网址，请只用小写英文字母、数字和连字符。",
        "The id “{found}” becomes an address: use lower-case letters, digits and hyphens.",
    ),
    "needs-id": Message(
        "error",
        "“{found}”没有编号。请写上（如old-town），或运行pip install 'fangzhi[import]'以便由拼音生成。",
        "“{found}” has no id. Give it one, as in old-town, or run pip install 'fangzhi[import]' to make it in pinyin.",
    ),
    "newer-schema": Message(
        "error",
        "档案的格式是第{found}版，这个程序只认到第{known}版。请更新fangzhi。",
        "The archive is of schema {found}, and this program knows {known} at most. Upgrade fangzhi.",
    ),
    # publishing
    "not-built": Message(
        "error",
        "这里没有建好的网站。请先运行fangzhi build，或用--site指明网站在哪里。",
        "There is no built site here. Run fangzhi build first, or say with --site where the site is.",
    ),
    "no-target": Message(
        "error",
        "“{found}”后面还要写上去处，如rsync:/srv/www或git:origin。",
        "A place must follow “{found}”, as in rsync:/srv/www or git:origin.",
    ),
    "site-not-whole": Message(
        "error",
        "网站与它的清单不符，没有发布。请重新运行fangzhi build。",
        "The site is not what its manifest says, so it was not published. Run fangzhi build again.",
    ),
    "site-inside": Message(
        "error",
        "网站不能放在{folder}里面：那里的东西属于档案或网站本身，会混在一起，或被下次建站清掉。请另指一处，如../www。",
        "A site cannot stand in {folder}: what is there belongs to the archive or to the site itself, would be mixed with it, "
        "or be cleared by the next build. Name another place, as in ../www.",
    ),
    "not-published-here": Message(
        "error",
        "这里已经有东西，又不是fangzhi发布的网站，所以没有动它。请另指一处；若确要用这里，请先清空。",
        "Something is here that is no site published by fangzhi, so it was left alone. Name another place, or empty this one.",
    ),
    "no-release": Message(
        "error",
        "这里没有第{found}版。现有：{there}。",
        "There is no release {found} here. There are: {there}.",
    ),
    "no-earlier-release": Message(
        "error",
        "读者现在看到的已是最早的一版，或者这里还没有发布过。现有：{there}。",
        "Readers see the oldest release already, or nothing was published here yet. There are: {there}.",
    ),
    "no-rollback": Message(
        "error",
        "只有发布到文件夹时才能退回。rsync和分支请重新发布旧的网站。",
        "Only a folder has releases to go back to. With rsync or a branch, publish the older site again.",
    ),
    "cannot-publish": Message(
        "error", "写不了：{reason}。读者看到的没有变。", "Cannot write: {reason}. Readers see what they saw."
    ),
    "no-program": Message(
        "error",
        "这里没有{program}这个程序，请先安装。",
        "The program {program} is not on this machine: install it first.",
    ),
    "program-failed": Message(
        "error", "{program}没有成功（状态{status}）：{said}。", "{program} did not succeed (status {status}): {said}."
    ),
    "branch-moved": Message(
        "error",
        "有人同时向这个分支推送了，这次没有发布。请再运行一次。",
        "Somebody else pushed to this branch meanwhile, so nothing was published. Run this again.",
    ),
    "not-a-repository": Message(
        "error",
        "这里不是git仓库，所以不能发布到分支。",
        "This is no git repository, so there is no branch to publish to.",
    ),
}
