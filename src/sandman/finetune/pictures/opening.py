"""Opening a picture file: whatever was saved, upright 8-bit sRGB comes out, and what was peculiar is told.

Nothing here writes to a picture's file.
"""

import io
import warnings
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from sandman.finetune.memory import gigabytes

SUFFIXES = frozenset(
    {".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".webp", ".bmp", ".dib", ".tif", ".tiff"}
    | {".gif", ".avif", ".jp2", ".j2k", ".tga", ".ppm", ".pgm", ".pnm", ".qoi", ".ico"}
)
"""Names of pictures we open; what is inside decides, not the name."""
FOREIGN = {
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".jxl": "JPEG XL",
    ".svg": "an SVG drawing",
    ".psd": "a Photoshop document",
    ".xcf": "a GIMP document",
    ".kra": "a Krita document",
    ".raw": "a camera's raw picture",
    ".dng": "a camera's raw picture",
    ".cr2": "a camera's raw picture",
    ".nef": "a camera's raw picture",
    ".arw": "a camera's raw picture",
}
"""Names of pictures we cannot open, and what they are."""
MAGIC = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"RIFF": "WebP", b"GIF8": "GIF", b"BM": "BMP"}
MOST_PIXELS = 400_000_000
MOST_BYTES = MOST_PIXELS * 8
"""Of a file: so many pixels, see-through, in 16 bits a colour, nothing compressed."""
AS_MEANT = ImageCms.Intent.RELATIVE_COLORIMETRIC
ORIENTATION = 0x0112
"""EXIF's tag for which way is up; 1 is as stored."""


class Unopened(Exception):
    """A file that holds no picture we can use; says what was found and what is wanted."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(f"{found}; {wanted}")
        self.found = found
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Opened:
    """One picture, upright."""

    id: str
    """Of the file's bytes: 32 hex digits."""
    image: Image.Image
    """RGB, sRGB, see-through parts on white."""
    converted: tuple[tuple[str, str], ...]
    """What was peculiar, and what is done about it."""


def open_picture(path: Path) -> Opened:
    """Open a picture and decode all of it. Raises Unopened."""
    data = _bytes_of(path)
    if not data:
        raise Unopened("is an empty file", "a picture is wanted")
    made = blake2b(data, digest_size=16).hexdigest()
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes that scans really have, and of metadata we do not read.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise Unopened(
                        f"has {found.width}x{found.height} pixels",
                        f"{MOST_PIXELS // 1_000_000} megapixels are the most",
                    )
                converted = list(_peculiarities(found))
                found.load()
                # Turned before converted: converting drops the tag that says which way is up.
                upright = ImageOps.exif_transpose(found)
                image, laid = _on_white(_in_srgb(_in_eight_bits(upright)))
    except UnidentifiedImageError as fault:
        raise Unopened(_kind(path, data), "PNG, JPEG or WebP is wanted") from fault
    except Image.DecompressionBombError as fault:
        raise Unopened("has far too many pixels", "400 megapixels are the most") from fault
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, MemoryError) as fault:
        cut = "truncat" in str(fault) or "EOF" in str(fault) or "premature" in str(fault).lower()
        raise Unopened(
            "is truncated: the end of the picture is missing" if cut else f"is corrupt ({fault})",
            "copy it again from where it came from",
        ) from fault
    if laid:
        converted.append(("has see-through parts", "they are laid on white"))
    return Opened(made, image, tuple(converted))


def _bytes_of(path: Path) -> bytes:
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):  # a pipe would be waited for, a device read for ever
            raise Unopened("is no ordinary file", "a picture is wanted")
        if found.st_size > MOST_BYTES:
            raise Unopened(f"has {gigabytes(found.st_size)}", f"{gigabytes(MOST_BYTES)} are the most")
        return path.read_bytes()
    except FileNotFoundError as fault:
        if path.is_symlink():
            raise Unopened("is a link to nothing", "mend the link, or take it away") from fault
        raise Unopened("is gone", "it was there a moment ago") from fault
    except OSError as fault:
        raise Unopened(
            f"cannot be read: {(fault.strerror or 'no reason given').lower()}", "let this program read it"
        ) from fault


def _kind(path: Path, data: bytes) -> str:
    """What a file is that no decoder knows."""
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc"):
        return "is HEIC, which cannot be opened here"
    if kind := FOREIGN.get(path.suffix.lower()):
        return f"is {kind}, which cannot be opened here"
    if begun := next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None):
        return f"is corrupt: it begins as {begun} and goes on as nothing"
    return "holds no picture"


def _peculiarities(image: Image.Image) -> list[tuple[str, str]]:
    """What will be converted, read before the pixels are."""
    found: list[tuple[str, str]] = []
    frames = int(getattr(image, "n_frames", 1))
    if frames > 1 and image.format != "MPO":  # a phone's JPEG carries its depth map as a second picture
        found.append((f"has {frames} pictures in it (animated, or pages)", "the first one is used"))
    if image.mode == "CMYK":
        found.append(("is in CMYK, the colours of print", "it is turned into RGB; look whether it is right"))
    elif image.mode == "P":
        found.append(("has a palette of at most 256 colours", "it is turned into RGB"))
    elif image.mode in ("1", "L", "LA"):
        found.append(("is black and white", "it is turned into RGB"))
    elif image.mode in ("LAB", "HSV", "YCbCr") and image.format != "JPEG":
        found.append((f"is in {image.mode}", "it is turned into RGB"))
    if image.mode in ("F", "I") or image.mode.startswith("I;16") or ";16" in str(_rawmode(image)):
        found.append(("has 16 bits or more a colour", "it is turned into 8"))
    turned = image.getexif().get(ORIENTATION, 1)
    if turned in range(2, 9):
        found.append(("is stored lying or mirrored (EXIF)", "it is turned upright"))
    return found


def _rawmode(image: Image.Image) -> object:
    """How the file spells its pixels, which the opened picture's mode no longer tells."""
    tiles = getattr(image, "tile", None) or [()]
    return tiles[0][-1] if tiles[0] else ""


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits, integers and floats to eight bits of grey; the rest as it is."""
    if not (image.mode in ("I", "F") or image.mode.startswith("I;16")):
        return image
    values = np.asarray(image).astype(np.float64)
    white = 65535.0
    if image.mode == "F":  # nobody wrote down what white is; these two are what is met
        white = 1.0 if values.max(initial=0.0) <= 1 else 255.0
    return Image.fromarray(np.clip(values * (255 / white) + 0.5, 0, 255).astype(np.uint8))


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as the picture's own profile means them: a style is its colours."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(meant):
            return image
        turned = ImageCms.profileToProfile(
            image,
            meant,
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
            renderingIntent=AS_MEANT,
        )
    except (ImageCms.PyCMSError, OSError, TypeError):
        return image  # a broken profile is worth no fault: without one the colours are nearly right
    return turned or image


def _on_white(image: Image.Image) -> tuple[Image.Image, bool]:
    """RGB, with what is seen through laid on white; and whether anything was."""
    if not (image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info):
        return image.convert("RGB"), False
    layered = image.convert("RGBA")
    opaque = layered.getchannel("A")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=opaque)
    return paper, min(opaque.tobytes(), default=255) < 255
