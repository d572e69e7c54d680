"""The sentences of pictures. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

PICTURES: dict[str, Message] = {
    "unreadable-image": Message(
        "error",
        "图片“{found}”打不开：已经损坏、像素过多，或者是浏览器不能显示的格式。请存成JPEG或PNG（可用JPEG、PNG、GIF、WebP、AVIF、SVG）。",
        "The image “{found}” cannot be read: it is damaged, has too many pixels, or is in a format that browsers do not"
        " show. Save it as JPEG or PNG (JPEG, PNG, GIF, WebP, AVIF and SVG are fine).",
    ),
    "image-location": Message(
        "advice",
        "图片“{found}”里记有拍摄地点。发布的图片会去掉它，这里的原文件不动。",
        "The image “{found}” says where it was taken. That is left out of what is published; this file stays as it is.",
    ),
    "image-serial": Message(
        "advice",
        "图片“{found}”里记有相机或镜头的序列号。发布的图片会去掉它，这里的原文件不动。",
        "The image “{found}” names the serial number of a camera or lens. That is left out of what is published; this"
        " file stays as it is.",
    ),
    "image-name": Message(
        "advice",
        "图片“{found}”里记有作者或机主的姓名。发布的图片会去掉它；要署名，请写在credit里。",
        "The image “{found}” names its author or the camera’s owner. That is left out of what is published; to credit"
        " somebody, write it in credit.",
    ),
    "large-image": Message(
        "advice",
        "图片“{found}”有{width}×{height}像素、{size} MB。手机上要等很久，缩到长边2560像素、2 MB以内就够了。",
        "The image “{found}” has {width}×{height} pixels and {size} MB, which is slow on phones: 2560 pixels on its"
        " longer side and 2 MB are enough.",
    ),
    "image-without-words": Message(
        "advice",
        "图片“{found}”没有替代文字，看不见图的读者不知道图里是什么。请写一句。",
        "The image “{found}” has no alternative text: readers who cannot see it are told nothing. Write a few words.",
    ),
}
