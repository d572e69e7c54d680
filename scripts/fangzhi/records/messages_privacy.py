"""The sentences of the gate that keeps personal data in, and of taking back. Data only, as in `messages`.

``found`` is always veiled: these lines stand in the public logs of public repositories.
"""

from __future__ import annotations

from fangzhi.records.saying import Message

PRIVACY: dict[str, Message] = {
    "privacy-identity": Message(
        "error",
        "这里有居民身份证号“{found}”。身份证号一律不发布，请删去，或运行fangzhi check --fix遮盖。",
        "An identity number, “{found}”. Never publish one: delete it, or veil it with fangzhi check --fix.",
    ),
    "privacy-phone": Message(
        "error",
        "这里有电话号码“{found}”。请删去或遮盖（check --fix）；是对外公布的，在privacy里写明allow和reason。",
        "A telephone number, “{found}”. Delete or veil it (check --fix); if it is public, say so under “privacy”.",
    ),
    "privacy-card": Message(
        "error",
        "这里有银行卡号“{found}”。请删去，或运行fangzhi check --fix遮盖。",
        "A bank card number, “{found}”. Delete it, or veil it with fangzhi check --fix.",
    ),
    "privacy-plate": Message(
        "error",
        "这里有车牌号“{found}”，凭它能查到车主。请删去或遮盖（check --fix）；必须公布的，在privacy里写明allow和reason。",
        "A number plate, “{found}”, which leads to an owner. Delete or veil it (check --fix), or allow it under “privacy”.",
    ),
    "privacy-passport": Message(
        "error",
        "这里有护照或通行证号码“{found}”。请删去，或运行fangzhi check --fix遮盖。",
        "The number of a passport or permit, “{found}”. Delete it, or veil it with fangzhi check --fix.",
    ),
    "privacy-address": Message(
        "error",
        "这里的住址写到了门牌“{found}”。写到小区或村就够了；可以用check --fix遮盖。",
        "A home address to the door, “{found}”. The estate or village is enough; check --fix veils the rest.",
    ),
    "privacy-email": Message(
        "error",
        "这里有电子邮箱“{found}”。请删去或遮盖（check --fix）；是对外公布的，在privacy里写明allow和reason。",
        "An e-mail address, “{found}”. Delete or veil it (check --fix); if it is public, say so under “privacy”.",
    ),
    "privacy-chat": Message(
        "error",
        "这里有聊天账号“{found}”。请删去或遮盖（check --fix）；是对外公布的，在privacy里写明allow和reason。",
        "An account of a chat program, “{found}”. Delete or veil it (check --fix), or allow it under “privacy”.",
    ),
    "privacy-name": Message(
        "error",
        "这里写了不宜公开的全名“{found}”。请写作某某（check --fix会改）；可以公开的，在privacy里写明allow和reason。",
        "The full name, “{found}”, of somebody whom it may harm. Write 某 (check --fix does), or allow it under “privacy”.",
    ),
    "personal-data-beside": Message(
        "warning",
        "这里有个人信息“{found}”，读者看得到。不是对外公布的，请删去。",
        "Personal data, “{found}”, that readers see. Delete it unless it is public.",
    ),
    "page-image-tells": Message(
        "error",
        "这张图片记着拍摄地点、相机序列号或姓名，docs/里的图片照原样发布。请另存为不带这些的图片（如exiftool -all= 文件名）。",
        "This picture tells where it was taken, a serial number or a name, and pictures in docs/ are published as they are. Save it "
        "without these (exiftool -all= FILE does).",
    ),
    "privacy-unused": Message(
        "warning",
        "文中没有这一项，不必允许；若文字改过，请一并改这里。",
        "The text holds nothing that this allows: delete it, or mend it if the text has changed.",
    ),
    "draft-personal-data": Message(
        "warning",
        "草稿里有个人信息“{found}”，发布前要删去、遮盖（check --fix）或在privacy里写明允许的理由。",
        "This draft holds personal data, “{found}”: before publishing delete it, veil it (check --fix), or allow it under “privacy”.",
    ),
    "withdrawn-link": Message(
        "warning",
        "链接指向已经撤下的文章“{found}”。链接的文字里可能还有它的标题或内容，请删去这个链接。",
        "This links to “{found}”, which has been withdrawn. The words of the link may still tell what it said: delete the link.",
    ),
    "withdrawn-text": Message(
        "advice",
        "文章已经撤下，网站上没有它的文字，但这个文件里还有。文件里只留status和withdrawn，旁边的图片和译文删去；历史版本见《撤稿指南》。",
        "This article is withdrawn and not on the site, but its file still holds its text. Keep only status and withdrawn, and delete its "
        "pictures and translation; for older versions see the guide to taking back.",
    ),
}
