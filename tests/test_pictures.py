"""Pictures: their sizes on pages, and what their cameras wrote into them, which is not published."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from playwright.sync_api import Browser, Route

from fangzhi.build.cleaning import clean
from fangzhi.desk.inspection import inspect
from fangzhi.records.archive import read_archive
from fangzhi.records.pictures import NotAPictureError, read_picture
from fangzhi.records.problems import Problem
from tests import places
from tests.conftest import build_site, serving
from tests.places import Files, MakeArchive, article

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="29,30N" aux:SerialNumber="XMP-77"/></x:xmpmeta>'
SECRETS = (b"SN-4711", b"XMP-77", b"GPSLatitude", b"Yu Camera", b"retouched by", b"2025:03:08", b"Photoshop 3.0")
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")


def photograph(kind: str, orientation: int = 1, **more: Any) -> bytes:
    """A picture of 64 by 48 pixels from a camera that writes down everything."""
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Yu Camera"
    exif[ExifTags.Base.DateTime] = "2025:03:08 10:00:00"
    exif.get_ifd(ExifTags.IFD.Exif)[0xA431] = "SN-4711"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (29.0, 30.0, 15.0), 3: "E", 4: (106.0, 33.0, 0.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": exif, "icc_profile": profile} | more
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"].add_text("Comment", "retouched by somebody", zip=False)
    else:
        options["xmp"] = XMP
    if kind == "JPEG":
        options["comment"] = b"retouched by somebody"
    image.save(out := io.BytesIO(), kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture, wholly decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def problems(root: Path) -> list[Problem]:
    """What is wrong with an archive."""
    return read_archive(root)[1]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_camera_is_left_and_no_pixel_has_changed(kind: str) -> None:
    """Read back by Pillow; the colour profile stays."""
    before = photograph(kind)
    after = clean(before)
    assert any(secret in before for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in after]
    assert not dict(opened(after).getexif())
    assert opened(after).tobytes() == opened(before).tobytes()
    assert opened(after).info.get("icc_profile") == opened(before).info["icc_profile"]
    assert clean(after) == after


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_on_its_side_keeps_its_orientation_and_nothing_else(kind: str) -> None:
    """AVIF turns pictures by a property of its own."""
    after = clean(photograph(kind, orientation=6), 6)
    assert dict(opened(after).getexif()) == {ExifTags.Base.Orientation: 6}
    assert not [secret for secret in SECRETS if secret in after]


def test_all_of_an_animation_is_kept_and_its_comments_are_not() -> None:
    """In GIF and in WebP, with the loop."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(out := io.BytesIO(), "GIF", save_all=True, append_images=frames[1:], loop=3, comment=b"retouched by")
    xmp = out.getvalue()[:-1] + b"\x21\xff\x0bXMP DataXMP" + b"\x05XMP-7\x00" + b";"
    after = clean(xmp)
    assert b"retouched by" in xmp
    assert not [secret for secret in (b"retouched by", b"XMP") if secret in after]
    assert (opened(after).n_frames, opened(after).info["loop"]) == (3, 3)  # type: ignore[attr-defined]
    frames[0].save(out := io.BytesIO(), "WEBP", save_all=True, append_images=frames[1:], loop=3, xmp=XMP)
    assert opened(clean(out.getvalue())).n_frames == 3  # type: ignore[attr-defined]


def test_what_phones_hide_in_jpeg_goes_too() -> None:
    """A thumbnail, a second picture or a film behind the end, IPTC names, restarts and progressive scans."""
    plain = photograph("JPEG", progressive=True, restart_marker_blocks=2)
    iptc = b"\xff\xed\x00\x1cPhotoshop 3.0\x008BIM\x04\x04\x00\x00\x00"
    film = plain[:2] + iptc + plain[2:] + b"\0\0ftypmp42 SN-4711"
    after = clean(film)
    assert not [secret for secret in (*SECRETS, b"ftypmp42") if secret in after]
    assert opened(after).tobytes() == opened(plain).tobytes()


def test_a_clean_picture_stays_byte_for_byte() -> None:
    """So do files that are no pictures."""
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"):
        Image.new("RGB", (9, 7), "red").save(out := io.BytesIO(), kind)
        assert clean(out.getvalue()) == out.getvalue()
    assert clean(b"%PDF-1.7 and so on") == b"%PDF-1.7 and so on"


SAMPLES = [photograph(kind) for kind in KINDS]


@given(st.sampled_from(SAMPLES), st.integers(0, 4000), st.integers(0, 4000), st.integers(0, 255))
def test_damage_is_no_traceback(data: bytes, cut: int, at: int, byte: int) -> None:
    """Whatever is cut or flipped, something comes out, without end in sight neither in time nor in size."""
    broken = bytearray(data[: max(cut, 16)])
    broken[at % len(broken)] = byte
    assert len(clean(bytes(broken), 6)) <= len(broken) + 64


@pytest.mark.parametrize("kind", KINDS)
def test_check_tells_what_is_taken_out(kind: str, archive: MakeArchive) -> None:
    """Once a picture, however often it is shown, as advice."""
    name = f"queue.{kind.lower()}"
    shown = article(body=f"![队伍]({name})\n\n![队伍]({name})", images=f"[{{src: {name}, alt: 队伍}}]")
    root = archive({"articles/2025/a.md": shown, f"articles/2025/{name}": photograph(kind)})
    found = problems(root)
    assert [(p.code, p.severity) for p in found] == [
        ("image-location", "advice"), ("image-name", "advice"), ("image-serial", "advice"),
    ]  # fmt: skip
    assert str(found[0].place) == "articles/2025/a.md:6:16"


SVG = '<?xml version="1.0"?>\n<!-- made -->\n<svg {} xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.jpg", photograph("JPEG"), (64, 48)),
        ("a.jpg", photograph("JPEG", orientation=6), (48, 64)),
        ("a.jpg", photograph("JPEG", orientation=3), (64, 48)),
        ("a.png", photograph("PNG", orientation=8), (48, 64)),
        ("a.webp", photograph("WEBP"), (64, 48)),
        ("a.avif", photograph("AVIF"), (64, 48)),
        ("wrong-suffix.png", photograph("JPEG"), (64, 48)),
        ("a.svg", SVG.format('width="40px" height=" 30"').encode(), (40, 30)),
        ("a.svg", SVG.format('width="100%" viewBox="0 0 640.4,480"').encode(), (640, 480)),
        ("a.svg", SVG.format("").encode(), (0, 0)),
    ],
)
def test_the_size_is_what_a_browser_shows(name: str, data: bytes, size: tuple[int, int], tmp_path: Path) -> None:
    """Turned pictures as turned."""
    (tmp_path / name).write_bytes(data)
    picture = read_picture(tmp_path, name)
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"GIF89a", b"MM\0*\0\0\0\x08", b"....ftypheic", b"<html>"])
def test_what_is_no_picture_is_a_problem_with_its_place(data: bytes, archive: MakeArchive, tmp_path: Path) -> None:
    """Empty files, torsos, and formats that browsers do not show."""
    for name in ("a.jpg", "a.svg"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotAPictureError):
            read_picture(tmp_path, name)
    root = archive({"articles/2025/a.md": article(body="看[照片](a.jpg)。"), "articles/2025/a.jpg": data})
    assert [(str(p.place), p.code) for p in problems(root)] == [("articles/2025/a.md:8:2", "unreadable-image")]


def test_check_asks_for_smaller_pictures_and_for_words(archive: MakeArchive) -> None:
    """As advice. A caption is as good as an alternative text."""
    Image.new("L", (2561, 10)).save(out := io.BytesIO(), "PNG")
    shown = article(body="![](wide.png)\n\n![宽](wide.png)", images="[{src: wide.png, caption: 宽}, {src: wide.png}]")
    root = archive({"articles/2025/a.md": shown, "articles/2025/wide.png": out.getvalue()})
    found = sorted((p.place.line, p.code) for p in problems(root))
    assert found == [(6, "image-without-words"), (6, "large-image"), (9, "image-without-words")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a photograph that lies on its side, in both places where an article can show one."""
    files: Files = {
        "articles/2025/a.md": article(body="![队伍](q/queue.jpg)\n\n正文。", images="[{src: q/queue.jpg, alt: 队伍}]"),
        "articles/2025/q/queue.jpg": photograph("JPEG", orientation=6),
    }
    root = places.archive(tmp_path_factory.mktemp("pictures") / "archive", files)
    return build_site(root, root.parent / "site")


def test_what_is_published_is_clean_and_every_image_has_its_size(site: Path) -> None:
    """In all variants, read by html5lib and Pillow."""
    assert dict(opened((site / "articles/2025/q/queue.jpg").read_bytes()).getexif()) == {ExifTags.Base.Orientation: 6}
    for file in site.rglob("*"):
        if file.is_file():
            assert not [secret for secret in SECRETS if secret in file.read_bytes()], file
    for prefix in ("", "zh-Hant/", "en/"):
        page = html5lib.parse((site / prefix / "articles/2025/a/index.html").read_bytes(), namespaceHTMLElements=False)
        images = page.findall(".//article//img")
        assert [(i.get("width"), i.get("height"), i.get("loading")) for i in images] == [("48", "64", "lazy")] * 2


def test_nothing_moves_when_a_picture_comes(site: Path, browser: Browser) -> None:
    """The text below stands where it stood while the picture was on its way."""
    with serving(site) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        waiting: list[Route] = []

        def hold(route: Route) -> None:
            waiting.append(route)

        page.route(re.compile("queue"), hold)
        page.goto(address + "articles/2025/a/", wait_until="domcontentloaded")
        page.wait_for_selector("#p2")
        before = page.locator("#p2").bounding_box()
        while not waiting:
            page.wait_for_timeout(10)
        for route in waiting:
            route.continue_()
        for picture in page.locator("img").all():
            picture.evaluate("image => image.decode()")
        assert page.locator("#p2").bounding_box() == before
        page.close()


DRAWING = b"""<?xml version="1.0"?><!-- by Yu --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
  i:export-filename="pictures/a>b.png" width="8" height='8'><metadata><cc:Agent xmlns:cc="urn:cc">Yu</cc:Agent></metadata><metadata/>
<style><![CDATA[ a { fill: red } <!-- kept --> ]]></style><title>a &gt; b</title><g i:label='Yu' id="yu-1" data-a="i:x='1'"><use
xlink:href="#a" xml:space="preserve"/></g></svg>"""


def test_a_drawing_tells_nothing_of_who_made_it() -> None:
    """Comments, metadata and the notes of drawing programs go; what is drawn is the same, read by another parser."""
    kept = clean(DRAWING)
    root, before = ET.fromstring(kept), ET.fromstring(DRAWING)
    assert b"pictures" not in kept
    assert b"by Yu" not in kept
    assert b"Agent" not in kept
    drawn = [e for e in before.iter() if "metadata" not in e.tag and "Agent" not in e.tag]
    assert [(e.tag, (e.text or "").strip()) for e in root.iter()] == [(e.tag, (e.text or "").strip()) for e in drawn]
    plain = [{key: v for key, v in e.attrib.items() if "inkscape" not in key} for e in drawn]
    assert [e.attrib for e in root.iter()] == plain
    assert clean(kept) == kept


def test_a_drawing_is_published_clean(archive: MakeArchive) -> None:
    """The file beside the article stays as it is."""
    root = archive({"articles/2025/x.md": article(images="[{src: a.svg, alt: 图}]"), "articles/2025/a.svg": DRAWING})
    site = build_site(root, root / "site")
    assert (site / "articles/2025/a.svg").read_bytes() == clean(DRAWING)
    assert (root / "articles/2025/a.svg").read_bytes() == DRAWING


def test_a_picture_on_a_hand_written_page_that_tells_is_refused(archive: MakeArchive) -> None:
    """It is published as it is, so it must tell nothing; a clean one is fine."""
    root = archive({"docs/photo.jpg": photograph("JPEG"), "docs/clean.jpg": clean(photograph("JPEG"))})
    found = [f for f in inspect(root).problems if f.place.path.startswith("docs/")]
    assert [(f.place.path, f.code) for f in found] == [("docs/photo.jpg", "page-image-tells")]


@pytest.mark.parametrize(("here", "written"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_in_two_forms(here: Any, written: Any, archive: MakeArchive) -> None:
    """A file from a Mac has letters and their marks apart: what differs is said, and no name is guessed that looks the same."""
    name = "lǚ-café.png"
    body = f"![吕]({normalize(written, name)})"
    root = archive(
        {"articles/2025/a.md": article(body=body), f"articles/2025/{normalize(here, name)}": photograph("PNG")}
    )
    if (root / "articles/2025" / normalize(written, name)).exists():
        pytest.skip("this disk holds both to be one name")
    (found,) = [p for p in inspect(root, jobs=1).problems if p.severity.value == "error"]
    assert (found.code, dict(found.facts)["found"]) == ("other-form-of-name", normalize(written, name))
